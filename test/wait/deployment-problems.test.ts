import { expect } from 'chai';

import type { Deployment } from '../../harness/client/objects.ts';
import { verbatim } from '../../harness/text/language.ts';
import { deploymentProblems, describeDeployment, isComplete } from '../../harness/wait/deployment-problems.ts';

const deployment = (status: object, spec: object = { replicas: 2 }): Deployment => ({ metadata: { name: 'web', generation: 3 }, spec, status }) as Deployment;
const done = { observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2 };

describe('a rollout', () => {
  it('is complete when the controller has seen the last change and all replicas are new and available', () => {
    expect(isComplete(deployment(done))).to.equal(true);
    expect(isComplete(deployment({ ...done, observedGeneration: 2 })), 'the change is not seen yet').to.equal(false);
    expect(isComplete(deployment({ ...done, replicas: 3 })), 'an old pod is left').to.equal(false);
    expect(isComplete(deployment({ ...done, availableReplicas: 1 }))).to.equal(false);
  });

  it('is complete without any pod when none is asked for', () => {
    expect(isComplete(deployment({ observedGeneration: 3 }, { replicas: 0 }))).to.equal(true);
  });

  it('will not get pods that the API server refuses', () => {
    const conditions = [{ type: 'ReplicaFailure', status: 'True', message: 'pods "web" is forbidden: violates PodSecurity' }];
    expect(deploymentProblems(deployment({ conditions }))[0]).to.deep.include({ object: 'Deployment/web', field: 'spec.template.spec', observed: verbatim('pods "web" is forbidden: violates PodSecurity') });
  });

  it('will not get the ReplicaSet of its next version when that is refused, which is told of the quota', () => {
    const message = 'Failed to create new replica set "web-2": replicasets.apps "web-2" is forbidden: exceeded quota: tidy, requested: count/replicasets.apps=1, used: count/replicasets.apps=2, limited: count/replicasets.apps=2';
    const conditions = [{ type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message }];
    expect(deploymentProblems(deployment({ ...done, conditions }))).to.have.length(1);
    expect(deploymentProblems(deployment({ ...done, conditions }))[0]).to.deep.include({ object: 'ResourceQuota/tidy', field: "spec.hard['count/replicasets.apps']", observed: verbatim(message) });
  });

  it('names the time that ready pods must wait, at once where nobody waits so long', () => {
    const waiting = (minReadySeconds: number): object[] => deploymentProblems(deployment({ ...done, availableReplicas: 0 }, { replicas: 2, minReadySeconds })).map(({ field, graceMs }) => ({ field, graceMs }));
    expect(waiting(120)).to.deep.equal([{ field: 'spec.minReadySeconds', graceMs: 0 }]);
    expect(waiting(3)).to.deep.equal([{ field: 'spec.minReadySeconds', graceMs: Infinity }]);
    expect(waiting(0)).to.deep.equal([]);
    expect(deploymentProblems(deployment(done, { replicas: 2, minReadySeconds: 120 }))).to.deep.equal([]);
  });

  it('that is paused names that, at once', () => {
    const fields = deploymentProblems(deployment({}, { replicas: 2, paused: true })).map(({ field }) => field);
    expect(fields).to.deep.equal(['spec.paused']);
  });

  it('is told in numbers', () => {
    expect(describeDeployment(deployment({ ...done, readyReplicas: 1 }))).to.deep.equal({
      en: '1 of 2 replicas ready, 2 available, 2 updated, 2 in all', ja: 'レプリカ 2 個のうち Ready 1 個、利用可能 2 個、更新済み 2 個、合計 2 個',
    });
    expect(describeDeployment(undefined).en).to.equal('there is none');
  });
});
