import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { container, pod, web, withContainer } from './sample-pods.ts';

describe('why a pod will not get ready', () => {
  const find = (subject: Pod): unknown[] => podProblems(subject, []).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('says nothing about a pod that starts, or that is on its way out', () => {
    expect(find(withContainer({ waiting: { reason: 'ContainerCreating' } }))).to.deep.equal([]);
    expect(find(pod({ phase: 'Running', containerStatuses: [container({ waiting: { reason: 'InvalidImageName' } })] }, {}, { ...web, deletionTimestamp: 'now' }))).to.deep.equal([]);
  });

  it('names the init container that goes on running, sooner where what it needs is there', () => {
    const waiting = (over: object = {}): Pod => ({
      ...withContainer({ waiting: { reason: 'PodInitializing' } }, {}, { initContainers: [{ name: 'wait', command: ['sh'], ...over }], containers: [{ name: 'app' }] }),
      status: { phase: 'Pending', initContainerStatuses: [container({ running: {} }, { name: 'wait' })] },
    }) as Pod;
    const [problem] = podProblems(waiting(), []);
    expect(problem).to.deep.include({ field: 'spec.template.spec.initContainers[wait].command', graceMs: Infinity, graceOf: { 'alone': 20_000, 'at once': 20_000 }, container: { pod: 'web-abc-1', container: 'wait', running: true } });
    expect(find(waiting({ restartPolicy: 'Always' })), 'a sidecar is meant to').to.deep.equal([]);
  });

  it('looks at init containers', () => {
    expect(find(pod({ initContainerStatuses: [container({ waiting: { reason: 'InvalidImageName' } })] }))).to.deep.equal(at('initContainers[app].image', 0));
  });
});
