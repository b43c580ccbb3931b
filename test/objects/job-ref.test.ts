import { expect } from 'chai';

import { JobRef } from '../../harness/objects/job-ref.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject } from './objects.ts';

describe('a Job by name', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let job: JobRef;
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    job = new JobRef(scopeOn(api), 'sum');
  });
  afterEach(async () => { await api.close(); });

  it('is complete when its condition says so', async () => {
    cluster.put('Job/sum', { status: { active: 1 } });
    const complete = job.complete();
    cluster.put('Job/sum', { status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] } });
    expect((await complete).status?.succeeded).to.equal(1);
  });

  it('fails at once when it has given up, which may also be what is wanted', async () => {
    cluster.put('Job/sum', { status: { failed: 3, conditions: [{ type: 'Failed', status: 'True', message: 'backoff limit reached' }] } });
    const failure = await failureFrom(job.complete());
    expect(failure).to.include({ object: 'Job/sum', field: 'spec.template.spec' });
    expect(failure.observed).to.match(/^failed: backoff limit reached \(after/);
    expect(failure.ja.hint).to.include('backoffLimit');
    expect((await job.failed()).status?.failed).to.equal(3);
  });

  it('says why its pod does not start, but not that a pod has ended', async () => {
    const owner = { ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'sum', uid: 'j' }] };
    cluster.put('Job/sum', { status: { active: 1 } });
    cluster.put('Pod/sum-0', podObject({ phase: 'Failed' }), owner);
    expect((await failureFrom(job.complete({ within: 400 }))).observed).to.include('1 active, 0 succeeded, 0 failed');
    cluster.put('Pod/sum-1', podObject({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ErrImageNeverPull' } })] }), owner);
    expect((await failureFrom(job.complete())).field).to.equal('spec.template.spec.containers[app].image');
  });

  it('says when there is none', async () => {
    const failure = await failureFrom(job.complete({ within: 400 }));
    expect(failure.observed).to.match(/^there is none/);
    expect(failure.hint).to.match(/^Something expects this Job/);
  });
});
