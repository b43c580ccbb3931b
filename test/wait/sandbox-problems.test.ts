import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { event, withContainer } from './sample-pods.ts';

describe('a pod whose sandbox cannot be made', () => {
  const starting = { waiting: { reason: 'ContainerCreating' } };
  const failed = (words: string) => event('FailedCreatePodSandBox', `Failed to create pod sandbox: rpc error: code = Unknown desc = ${words}`);
  const first = (words: string, subject: Pod = withContainer(starting)) => podProblems(subject, [failed(words)])[0];

  it('is told with the field of the pod that the container runtime means', () => {
    const about = {
      'failed to generate sandbox container spec options: failed to generate user string: user group "3000" is specified without user': 'securityContext.runAsUser',
      'failed to get sandbox runtime: no runtime for "gvisor" is configured': 'runtimeClassName',
      'failed to generate sandbox container spec: unable to load local profile: seccomp profile not found': 'securityContext.seccompProfile',
      'failed to start sandbox: runc create failed: open /proc/sys/net/core/somaxcon-2: no such file or directory': 'securityContext.sysctls',
    };
    for (const [words, field] of Object.entries(about)) expect(first(words), words).to.include({ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs: 4_000 });
    expect(first(Object.keys(about)[0] ?? '')?.observed).to.deep.equal({
      en: 'the pod cannot be started: user group "3000" is specified without user', ja: 'Pod を起動できません: user group "3000" is specified without user',
    });
  });

  it('is given time to get over what may be the node\'s own matter', () => {
    expect(first('failed to setup network for sandbox: plugin type="bridge" failed (add): no addresses left')).to.include({ field: 'spec.template.spec', graceMs: 30_000 });
  });

  it('is none once it is made, however long the images take', () => {
    const made = withContainer(starting);
    expect(first('no addresses left', { ...made, status: { ...made.status, conditions: [{ type: 'PodReadyToStartContainers', status: 'True' }] } })).to.equal(undefined);
    expect(first('no addresses left', { ...made, status: { ...made.status, conditions: [{ type: 'PodReadyToStartContainers', status: 'False' }] } })).to.not.equal(undefined);
  });

  it('is none once a container of it has been there', () => {
    for (const state of [{ running: {} }, { terminated: { reason: 'Completed', exitCode: 0 } }]) expect(podProblems(withContainer(state), [failed('no addresses left')])).to.deep.equal([]);
    expect(podProblems(withContainer(starting, { lastState: { terminated: { reason: 'Error', exitCode: 1 } } }), [failed('no addresses left')])).to.deep.equal([]);
  });

  it('is no matter of a group of one container that has no user', () => {
    const message = 'failed to generate user string: user group "3000" is specified without user';
    expect(podProblems(withContainer({ waiting: { reason: 'CreateContainerError', message } }), [])[0]).to.include({ field: 'spec.template.spec.containers[app].securityContext.runAsUser', graceMs: 0 });
  });
});
