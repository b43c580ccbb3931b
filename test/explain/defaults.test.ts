import { expect } from 'chai';
import { isDefault } from '../../harness/explain/defaults.ts';

describe('isDefault', () => {
  const inPod = ['spec', 'template', 'spec'];

  it('knows what the API server puts in, by kind and by what the field stands in', () => {
    expect(isDefault('Deployment', [...inPod, 'restartPolicy'], 'Always', {})).to.equal(true);
    expect(isDefault('Deployment', ['spec', 'replicas'], 1, {})).to.equal(true);
    expect(isDefault('Service', ['spec', 'type'], 'ClusterIP', {})).to.equal(true);
    expect(isDefault('Service', ['spec', 'ports', 'targetPort'], 80, { port: 80 })).to.equal(true);
    expect(isDefault('Service', ['spec', 'ports', 'targetPort'], 80, { port: 8080 })).to.equal(false);
  });

  it('takes the policy that makes an init container a native sidecar for more than a default', () => {
    expect(isDefault('Deployment', [...inPod, 'initContainers', 'restartPolicy'], 'Always', {})).to.equal(false);
  });

  it('takes the grace period of a probe for more than that of the pod', () => {
    expect(isDefault('Pod', ['spec', 'terminationGracePeriodSeconds'], 30, {})).to.equal(true);
    expect(isDefault('Pod', ['spec', 'containers', 'livenessProbe', 'terminationGracePeriodSeconds'], 30, {})).to.equal(false);
  });

  it('keeps what means something when it is empty', () => {
    expect(isDefault('NetworkPolicy', ['spec', 'podSelector'], {}, {})).to.equal(false);
    expect(isDefault('Pod', ['spec', 'containers', 'readinessProbe'], {}, {})).to.equal(false);
    expect(isDefault('Pod', ['spec', 'nodeSelector'], {}, {})).to.equal(true);
  });
});
