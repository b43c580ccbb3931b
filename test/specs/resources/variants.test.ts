import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { amountOf, belowAllOthers, cpuOf, together, withClass, withDisk, withMemory, withoutCpuLimit, withoutResources } from '../../../specs/resources/variants.ts';

const made = (object: object): Manifest => new Manifest(object, undefined, '16-resources');
const podOf = (...containers: object[]): Manifest => made({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers } });
const classOf = (name: string, value: number): Manifest => made({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value });

describe('the pods of lesson 16, changed', () => {
  const pod = podOf({ name: 'helper', resources: { requests: { cpu: '100m' } } }, { name: 'app', resources: { limits: { cpu: '200m', memory: '32Mi' } } });

  it('say what they request, where they only say a limit too', () => {
    expect([amountOf(pod, 'requests', 'cpu'), amountOf(pod, 'limits', 'memory'), amountOf(pod, 'limits', 'cpu', 'helper')]).to.deep.equal([0.2, 32 * 2 ** 20, NaN]);
    expect(cpuOf(pod)).to.be.closeTo(0.3, 1e-9);
    expect(cpuOf(podOf({ name: 'app' }))).to.equal(0);
  });

  it('may use more, and request what they did', () => {
    expect(withMemory(pod, 8).get('spec.containers[1].resources.limits.memory')).to.equal(String(256 * 2 ** 20));
    expect(withoutCpuLimit(pod).get('spec.containers[1].resources')).to.deep.equal({ limits: { memory: '32Mi' }, requests: { cpu: '200m' } });
  });

  it('say nothing of resources, whatever their containers are called', () => {
    expect(withoutResources(pod).get('spec.containers')).to.deep.equal([{ name: 'helper' }, { name: 'app' }]);
    expect(withoutResources(pod.with('spec.resources', { requests: { cpu: 1 } })).get('spec.resources')).to.equal(undefined);
  });

  it('run on one node, whichever it is, or on a certain one with most of its disk', () => {
    const [first, second] = together(pod, pod.named('q'));
    expect([first?.labels, second?.get('spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels')]).to.deep.equal([{ measured: 'together' }, { measured: 'together' }]);
    const full = withDisk(pod, 'node-a', 1000);
    expect(withDisk(podOf(), 'node-a', 1000).get('spec')).to.deep.equal({ containers: [] });
    expect([full.get('spec.nodeSelector'), full.get('spec.containers[1].resources')]).to.deep.equal([{ 'kubernetes.io/hostname': 'node-a' }, { requests: { 'ephemeral-storage': '1000' } }]);
  });

  it('have priorities below that of every pod without a class, as far from each other as before', () => {
    const values = (...classes: Manifest[]): unknown[] => belowAllOthers(classes).map((each) => each.get('value'));
    expect(values(classOf('batch', 100), classOf('urgent', 1_000_000))).to.deep.equal([-999_901, -1]);
    expect(values(classOf('batch', -2000), classOf('urgent', -1000)), 'which they have anyway').to.deep.equal([-2000, -1000]);
    expect(values(classOf('batch', 0), classOf('urgent', 0))).to.deep.equal([-1, -1]);
  });

  it('name the class that is theirs without being named', () => {
    const classes = [classOf('urgent', 5), made({ kind: 'PriorityClass', metadata: { name: 'batch' }, value: 1, globalDefault: true })];
    const named = pod.with('spec.priorityClassName', 'urgent');
    expect([withClass(pod, classes), withClass(named, classes), withClass(pod, classes.slice(0, 1))].map((each) => each.get('spec.priorityClassName'))).to.deep.equal(['batch', 'urgent', undefined]);
  });
});
