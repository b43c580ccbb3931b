import { expect } from 'chai';
import type { KubeList, Pod } from '../../harness/client/objects.ts';
import { Recording } from '../../harness/rollout/recording.ts';
import type { WatchEvent } from '../../harness/wait/watch-objects.ts';
import { settle } from '../wait/fake-clock.ts';

const pod = (name: string, phase: string): Pod => ({ metadata: { name, uid: name }, status: { phase } });

describe('a recording', () => {
  it('sees every change, also one that is undone at once', async () => {
    const source = {
      list: (): Promise<KubeList<Pod>> => Promise.resolve({ metadata: { resourceVersion: '1' }, items: [pod('a', 'Running')] }),
      watch: async function* (_: string, signal: AbortSignal): AsyncGenerator<WatchEvent<Pod>> {
        yield { type: 'MODIFIED', object: pod('a', 'Failed') };
        yield { type: 'MODIFIED', object: pod('a', 'Running') };
        await new Promise((_resolve, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
      },
    };
    const seen: string[] = [];
    const recording = new Recording<Pod>(source, (pods) => { seen.push(pods.map(({ status }) => status?.phase ?? '').join()); });
    await recording.begun();
    await settle();
    await recording.stop();
    expect(seen).to.deep.equal(['Running', 'Failed', 'Running']);
  });

  it('tells that it could not watch', async () => {
    const recording = new Recording<Pod>({ list: () => Promise.reject(new SyntaxError('no JSON')), watch: () => { throw new Error('not reached'); } }, () => undefined);
    expect(await recording.begun().catch((error: unknown) => error)).to.have.property('message', 'no JSON');
    expect(() => { recording.requireWhole(); }).to.throw('no JSON');
    expect(await recording.stop().catch((error: unknown) => error)).to.have.property('message', 'no JSON');
  });
});
