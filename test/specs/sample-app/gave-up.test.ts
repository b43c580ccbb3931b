import { expect } from 'chai';
import type { Pod } from '../../../harness/client/objects.ts';
import { TrafficReport } from '../../../harness/traffic/report.ts';
import type { Sample } from '../../../harness/traffic/sample.ts';
import { gaveUpIn, ranFreely } from '../../../specs/sample-app/gave-up.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { given } from '../checks/fixtures/lesson-05.ts';
import { sample, storeOf } from '../../traffic/fixtures/samples.ts';

const startedAt = Date.parse('2026-01-02T03:04:05Z');
const database = (startedAt: string, resources: object = {}): Pod => ({
  apiVersion: 'v1', kind: 'Pod',
  metadata: { name: 'koa-sample-db-abc-1', namespace: '05-ingress', labels: { 'pod-template-hash': 'abc' }, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'koa-sample-db-abc', uid: 'r', controller: true }] },
  spec: { containers: [{ name: 'mysql', resources }] },
  status: { containerStatuses: [{ name: 'mysql', image: '', imageID: '', ready: true, restartCount: 0, state: { running: { startedAt } } }] },
});
const before = '2026-01-02T03:00:00Z';

describe('what the app gives up', () => {
  let api: FakeApi | undefined;
  afterEach(async () => { await api?.close(); });

  const refused = (differences: Partial<Sample> = {}): Sample => sample({ stream: 'members', pod: 'ap-1', status: 503, error: '5xx', doneMs: 4_510, ...differences });
  const answered = sample({ stream: 'members', pod: 'ap-1', status: 200, dueMs: 5_000 });

  /** Which of these failures the app has given up, with such a database. */
  const givenUp = async (failures: readonly Sample[], pod: Pod | undefined, ...others: readonly Sample[]): Promise<boolean[]> => {
    api = await FakeApi.serve({ '*': ({ url }) => ({ metadata: { resourceVersion: '1' }, items: url.pathname.endsWith('/pods') && pod !== undefined ? [pod] : [] }) });
    const report = new TrafficReport(storeOf([answered, ...others, ...failures]), { startedAt, maxSlipMs: 20 });
    const gaveUp = await gaveUpIn(given('', undefined, { client: api.client }), report);
    return failures.map(gaveUp);
  };

  it('is what it refused no sooner than it gives up', async () => {
    expect(await givenUp([refused(), refused({ doneMs: 40 }), refused({ status: 500 }), sample({ stream: 'members', error: 'timeout' })], database(before))).to.deep.equal([true, false, false, false]);
  });

  it('is nothing that the ingress controller has refused', async () => {
    const { pod, ...unnamed } = refused();
    expect(pod).to.equal('ap-1');
    expect(await givenUp([refused(), unnamed], database(before))).to.deep.equal([true, false]);
  });

  it('is nothing of a pod that never had a good response of that kind', async () => {
    expect(await givenUp([refused({ pod: 'ap-2' })], database(before), sample({ stream: 'fresh', pod: 'ap-2' }))).to.deep.equal([false]);
  });

  it('is nothing where the database was started meanwhile, is limited, or is not there', async () => {
    for (const there of [database('2026-01-02T03:04:06Z'), database(before, { limits: { cpu: '200m' } }), undefined]) {
      expect(await givenUp([refused()], there)).to.deep.equal([false]);
      await api?.close();
    }
  });
});

describe('ranFreely', () => {
  it('asks for every container, and for a limit of the whole pod', () => {
    const pod = database(before);
    expect(ranFreely(pod, startedAt)).to.equal(true);
    expect(ranFreely({ ...pod, spec: { containers: [], ...pod.spec, resources: { limits: { cpu: '1' } } } }, startedAt)).to.equal(false);
    expect(ranFreely({ ...pod, status: { containerStatuses: [] } }, startedAt)).to.equal(false);
    const crashed = { name: 'side', image: '', imageID: '', ready: false, restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } };
    expect(ranFreely({ ...pod, status: { containerStatuses: [...pod.status?.containerStatuses ?? [], crashed] } }, startedAt)).to.equal(false);
  });
});
