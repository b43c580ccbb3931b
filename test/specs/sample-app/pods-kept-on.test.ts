import { expect } from 'chai';
import { podsKeptOn } from '../../../specs/sample-app/pods-kept-on.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { app, given } from '../checks/fixtures/lesson-05.ts';

describe('the pods on which a client is kept', () => {
  /** Since when each pod is ready; an empty text: it is not. */
  type Ready = Record<string, string>;
  const podsOf = (ready: Ready): object[] => Object.entries(ready).map(([name, since]) => ({
    metadata: { name: `koa-sample-ap-abc-${name}`, ownerReferences: [{ kind: 'ReplicaSet', name: 'koa-sample-ap-abc' }], labels: { 'pod-template-hash': 'abc' } },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: since === '' ? 'False' : 'True', lastTransitionTime: since }] },
  }));
  const kept = async (before: Ready, after: Ready, ...visited: string[]): Promise<string[]> => {
    let now = before;
    const api = await FakeApi.serve({ '*': () => ({ metadata: {}, items: podsOf(now) }) });
    try {
      const pods = await podsKeptOn(given(app, undefined, { client: api.client }), () => {
        now = after;
        return Promise.resolve(visited.map((name) => `koa-sample-ap-abc-${name}`));
      });
      return pods.map((name) => name.slice(-1));
    } finally {
      await api.close();
    }
  };
  const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z'];

  it('are one, as it must be', async () => {
    expect(await kept({ a: early, b: early }, { a: early, b: early }, 'a', 'a')).to.deep.equal(['a']);
  });

  it('are several where it was sent from one to another that had been ready all the time', async () => {
    expect(await kept({ a: early, b: early }, { a: early, b: early }, 'a', 'b', 'a')).to.deep.equal(['a', 'b']);
    expect(await kept({ b: early }, { a: early, b: early }, 'a', 'b'), 'a new one that has been ready since it came').to.deep.equal(['a', 'b']);
    expect(await kept({ a: early, b: early }, { a: early, b: late }, 'a', 'b'), 'the other one was not').to.deep.equal(['a', 'b']);
  });

  it('are without one that was not ready meanwhile, or is not there any more', async () => {
    for (const after of [{ a: late, b: early }, { a: '', b: early }, { b: early }] as Ready[]) {
      expect(await kept({ a: early, b: early }, after, 'a', 'a', 'b', 'b'), JSON.stringify(after)).to.deep.equal(['b']);
    }
  });
});
