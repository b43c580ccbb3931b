import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { decidesClass } from '../../../specs/resources/decides-class.ts';

describe('the container that gives a pod another QoS class', () => {
  const pod = (containers: object[], initContainers: object[] = []): Manifest => new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers, initContainers } } as object, undefined, '16-x');
  const full = { limits: { cpu: '100m', memory: '32Mi' } };

  it('is the one that says something in a pod that is to say nothing, also before the others start', () => {
    expect(decidesClass(pod([{ name: 'a' }], [{ name: 'first', resources: { requests: { cpu: '1m' } } }]), 'BestEffort')).to.deep.equal({ field: 'spec.initContainers[0].resources' });
    expect(decidesClass(pod([{ name: 'a' }]), 'BestEffort')).to.equal(undefined);
    expect(decidesClass(pod([{ name: 'a', resources: { limits: { 'ephemeral-storage': '1Mi' } } }]), 'BestEffort'), 'which counts for no class').to.equal(undefined);
  });

  it('is the one whose requests are not its limits in a pod that is to be Guaranteed', () => {
    expect(decidesClass(pod([{ name: 'a', resources: full }, { name: 'b', resources: { ...full, requests: { memory: '32k' } } }]), 'Guaranteed')).to.deep.equal({ field: 'spec.containers[1].resources' });
    expect(decidesClass(pod([{ name: 'a', resources: full }, { name: 'b' }]), 'Guaranteed')).to.deep.equal({ field: 'spec.containers[1].resources' });
    expect(decidesClass(pod([{ name: 'a', resources: { ...full, requests: { cpu: '0.1' } } }]), 'Guaranteed')).to.equal(undefined);
  });

  it('may be any of a pod that is to be Burstable', () => {
    expect(decidesClass(pod([{ name: 'a', resources: full }]), 'Burstable')).to.equal(undefined);
  });
});
