import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { bystanderDoors, bystanderPod } from '../../../specs/network/bystander.ts';
import { keyOf, Scene } from '../../../specs/network/scene.ts';
import { targetOf } from '../../../specs/network/targets.ts';

describe('the doors of a pod that no policy is to open', () => {
  const policy = (name: string, spec: object): Manifest => new Manifest({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec } as object, undefined, '17-x');
  const doorsWith = (...policies: Manifest[]): number => {
    const scene = new Scene({ manifests: { all: () => policies } } as unknown as Given);
    const pod = new Manifest(bystanderPod, undefined, '17-x');
    for (const door of bystanderDoors) scene.add(keyOf(door), targetOf(pod, door.port, '10.244.0.9'));
    return scene.bystanders().length;
  };

  it('are asked where a policy closes them, be it the one that opens a door of others as well', () => {
    expect(doorsWith(policy('closed', { podSelector: {} }))).to.equal(bystanderDoors.length);
    expect(doorsWith(policy('readers', { podSelector: {}, ingress: [{ ports: [{ port: 8001 }] }] }))).to.equal(bystanderDoors.length);
  });

  it('are left alone where all policies are about other pods, or the other direction', () => {
    expect(doorsWith(policy('closed', { podSelector: { matchLabels: { app: 'vault' } } }), policy('mute', { podSelector: {}, policyTypes: ['Egress'] }))).to.equal(0);
    expect(new Scene({ manifests: { all: () => [policy('closed', { podSelector: {} })] } } as unknown as Given).bystanders(), 'of which nobody knows where they are').to.deep.equal([]);
  });
});
