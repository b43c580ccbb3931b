import { expect } from 'chai';
import type { Given, Pod } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { allAnswer, type Client } from '../../../specs/pods/answers.ts';

class Failed extends Error {}
let spec: object = {};
let selected: object[] = [];
const web = new Manifest({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { spec: { containers: [{ name: 'app', env: [{ name: 'WHO', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] }] } } } } as object, undefined, '01-x');
const given = { manifests: new Manifests([web]), service: () => ({ now: () => Promise.resolve({ spec }) }), pods: () => ({ now: () => Promise.resolve(selected) }), fail: ({ on, field, expected, observed }: { on: Manifest | string; field?: string; expected: { en: string }; observed: { en: string } }): never => { throw new Failed(`${on instanceof Manifest ? `${on.id} ` : ''}${field === undefined ? '' : `${field}: `}${expected.en}: ${observed.en}`); } } as unknown as Given;
const pods = ['web-a', 'web-b'].map((name) => ({ name, node: 'worker', object: { metadata: { name, labels: { 'pod-template-hash': 'a' }, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-a' }] } } })) as unknown as Pod[];
const ok = (body: string): object => ({ verdict: 'reached', status: 200, body });

/** What becomes of it when a Service gives these answers, the last one again and again, and how often it was asked. */
async function asked(...verdicts: object[]): Promise<{ requests: number; failure?: string }> {
  let requests = 0;
  const client = { reach: () => Promise.resolve(verdicts[Math.min(requests++, verdicts.length - 1)]) } as unknown as Client;
  try {
    await allAnswer(given, client, 'web', pods, { leads: { on: 'Service/web' }, selects: { on: 'Service/web', field: 'spec.selector' } });
    return { requests };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return { requests, failure: error.message };
  }
}

describe('the answers of a Service', () => {
  afterEach(() => { [spec, selected] = [{}, []]; });

  it('may all be of one pod where the Service keeps a client to some, which is to blame where nobody answers', async () => {
    for (const keeps of [{ sessionAffinity: 'ClientIP' }, { trafficDistribution: 'PreferSameNode' }, { internalTrafficPolicy: 'Local' }]) {
      spec = keeps;
      expect(await asked(ok('web-b')), Object.keys(keeps).join('')).to.deep.equal({ requests: 1 });
      const { failure } = await asked({ verdict: 'could not ask', why: { en: 'no such name', ja: '' } });
      expect(failure).to.match(new RegExp(`^spec.${Object.keys(keeps).join('')}: an answer of each`));
    }
    spec = { sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' };
    expect(await asked(ok('web-b'), ok('web-a'))).to.deep.equal({ requests: 2 });
  });

  it('are awaited until each pod has given one, also from nodes that do not know of it yet', async () => {
    expect(await asked(ok('web-a\n'), { verdict: 'refused' }, ok('web-a'), { verdict: 'timed out' }, ok('<p>web-b</p>'))).to.deep.equal({ requests: 5 });
  });

  describe('on a machine on which a request takes 4 s', () => {
    const now = performance.now.bind(performance);
    beforeEach(() => {
      let clock = 0;
      performance.now = () => clock += 4_000;
    });
    afterEach(() => { performance.now = now; });

    it('are awaited longer while it may be chance that one pod was chosen each time', async () => {
      expect(await asked(ok('web-a'), ok('web-a'), ok('web-a'), ok('web-a'), ok('web-b'))).to.deep.equal({ requests: 5 });
      expect(await asked(ok('web-a')), '2 to the power of 17 is over 100,000').to.deep.equal({ requests: 17, failure: 'an answer of each of these pods: web-a, web-b: answers of: web-a; the last request: status 200' });
    });

    it('are not awaited any longer where requests get none', async () => {
      expect(await asked(ok('web-a'), { verdict: 'reached', status: 503 })).to.deep.equal({ requests: 3, failure: 'an answer of each of these pods: web-a, web-b: answers of: web-a; the last request: status 503' });
    });
  });

  it('are given by nobody where the selector finds no pod', async () => {
    const nobody = { verdict: 'could not ask', why: { en: 'no such name', ja: '' } };
    spec = { selector: { app: 'wbe' } };
    expect((await asked({ verdict: 'timed out' })).requests, 'not asked again').to.equal(1);
    expect((await asked(nobody)).failure).to.equal('spec.selector: an answer of each of these pods: web-a, web-b: the Service selects no pod');
    selected = [{}];
    expect((await asked(nobody)).failure).to.match(/^an answer .*no such name$/);
  });

  it('must be of no other pod', async () => {
    expect(await asked(ok('web-a'), ok('other'))).to.deep.equal({ requests: 2, failure: 'answers of no other pods than: web-a, web-b: "other"' });
    [spec, selected] = [{ selector: { app: 'web' } }, [{ name: 'other' }]];
    expect((await asked(ok('other'))).failure, 'which its selector finds as well').to.equal('spec.selector: answers of no other pods than: web-a, web-b: "other"');
  });

  it('may be of the right pod, which calls itself by another value of its own', async () => {
    expect((await asked(ok('worker'))).failure).to.equal('Deployment/web spec.template.spec.containers[0].env[WHO].valueFrom.fieldRef.fieldPath: answers of no other pods than: web-a, web-b: "worker"');
  });

  it('are not awaited when nobody can ask', async () => {
    const why = { en: 'no such name', ja: '名前がありません' };
    expect(await asked(ok('web-a'), { verdict: 'could not ask', why })).to.deep.equal({ requests: 2, failure: 'an answer of each of these pods: web-a, web-b: answers of: web-a; the last request: no such name' });
  });
});
