import { expect } from 'chai';

import type { Event, Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { event, withContainer } from './sample-pods.ts';

describe('a volume that cannot be mounted', () => {
  const find = (subject: Pod, events: Event[]): unknown[] => podProblems(subject, events).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('reads from the events why a volume is not mounted', () => {
    const starting = withContainer({ waiting: { reason: 'ContainerCreating' } }, {}, { volumes: [{ name: 'init' }] });
    const events = [event('FailedMount', 'MountVolume.SetUp failed for volume "init" : configmap "schema" not found')];
    expect(find(starting, events), 'once may be a moment').to.deep.equal(at('volumes[init]', 17_000));
    expect(find(starting, events.map((each) => ({ ...each, count: 2 })))).to.deep.equal(at('volumes[init]', 8_000));
    expect(find(starting, [event('FailedMount', 'MountVolume.SetUp failed for volume "init" : unknown storage medium "memory"')])).to.deep.equal(at('volumes[init].emptyDir.medium', 17_000));
    expect(find(starting, [event('FailedMount', 'MountVolume.SetUp failed for volume "init" : hostPath type check failed: /etc/machine-id is not a directory')])).to.deep.equal(at('volumes[init].hostPath.type', 17_000));
  });

  it('waits for kubelet to look again where it does not see a claim bound yet', () => {
    const starting = withContainer({ waiting: { reason: 'ContainerCreating' } }, {}, { volumes: [{ name: 'data' }] });
    const events = [event('FailedMount', 'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[data]: error processing PVC me/data: PVC is not bound')];
    expect(find(starting, events)).to.deep.equal(at('volumes', 17_000));
  });
});
