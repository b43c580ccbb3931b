import { expect } from 'chai';

import { CronJobRef } from '../../harness/objects/cron-job-ref.ts';
import { DeploymentRef } from '../../harness/objects/deployment-ref.ts';
import { WorkloadRef } from '../../harness/objects/workload-ref.ts';
import { statefulSetRules } from '../../harness/wait/workload-rules.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';

const owned = (name: string, kind: string, owner: string): object => ({
  metadata: { name, uid: name, ownerReferences: [{ kind, name: owner }], labels: { 'pod-template-hash': 'x1' }, creationTimestamp: `2018-12-08T10:00:0${name.at(-1) ?? ''}Z` },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }, { type: 'Complete', status: 'True' }] },
});

describe('a workload', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  /** Lists by plural name; there are no others, and watches say nothing. */
  const serve = async (lists: Record<string, object[]>): Promise<void> => {
    api = await FakeApi.serve({
      '*': ({ url }, response) => {
        if (!url.searchParams.has('watch')) return { metadata: { resourceVersion: '1' }, items: lists[url.pathname.split('/').at(-1) ?? ''] ?? [] };
        response.write('\n');
        return undefined;
      },
    });
  };
  const set = (readyReplicas: number): object => ({ metadata: { name: 'db', uid: 'db' }, spec: { replicas: 2 }, status: { readyReplicas, currentRevision: 'a', updateRevision: 'a' } });
  const members = [owned('db-0', 'StatefulSet', 'db'), owned('db-1', 'StatefulSet', 'db'), owned('other-0', 'StatefulSet', 'other')];

  it('is a StatefulSet that is complete with its own pods', async () => {
    await serve({ statefulsets: [set(2)], pods: members });
    const db = new WorkloadRef(scopeOn(api), statefulSetRules, 'db');
    expect((await db.complete()).metadata?.name).to.equal('db');
    expect((await db.pods().now()).map(({ name }) => name)).to.deep.equal(['db-0', 'db-1']);
  });

  it('says what it has reached when it does not complete', async () => {
    await serve({ statefulsets: [set(1)], pods: members });
    const failure = await failureFrom(new WorkloadRef(scopeOn(api), statefulSetRules, 'db').complete({ within: 500 }));
    expect(failure).to.include({ object: 'StatefulSet/db' });
    expect(failure.observed).to.contain('1 of 2 replicas ready').and.contain('Pod db-0').and.not.contain('other');
  });

  it('is a Deployment, whose pods a ReplicaSet of it has made', async () => {
    await serve({ deployments: [{ metadata: { name: 'web', uid: 'web' }, spec: { replicas: 1 }, status: { updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, replicas: 1 } }], pods: [owned('web-x1-1', 'ReplicaSet', 'web-x1')] });
    expect((await new DeploymentRef(scopeOn(api), 'web').complete()).metadata?.name).to.equal('web');
  });

  it('is a CronJob whose Jobs are told by their owner', async () => {
    await serve({ jobs: [owned('nightly-2', 'CronJob', 'nightly'), owned('nightly-1', 'CronJob', 'nightly'), owned('other-1', 'CronJob', 'other')] });
    const nightly = new CronJobRef(scopeOn(api), 'nightly');
    expect((await nightly.jobs()).map(({ name }) => name)).to.deep.equal(['nightly-1', 'nightly-2']);
    expect((await nightly.complete()).metadata?.ownerReferences?.[0]?.name).to.equal('nightly');
  });

  it('is a CronJob that fails as its schedule when it makes no Job', async () => {
    await serve({ jobs: [owned('other-1', 'CronJob', 'other')] });
    const failure = await failureFrom(new CronJobRef(scopeOn(api), 'nightly').complete({ within: 50 }));
    expect(failure).to.include({ object: 'CronJob/nightly', field: 'spec.schedule' });
    expect(failure.expected).to.contain('started by CronJob/nightly');
  });
});
