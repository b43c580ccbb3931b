import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { pod } from './sample-pods.ts';

const unscheduled = (message: string, spec: object = {}): Pod => pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message }] }, spec);

describe('why a pod has no node', () => {
  const find = (subject: Pod): unknown[] => podProblems(subject, []).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('tells apart why a pod is not scheduled', () => {
    expect(find(unscheduled("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.", { nodeSelector: { role: 'x' } }))).to.deep.equal(at('nodeSelector', 4_000));
    expect(find(unscheduled("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.", { affinity: {} }))).to.deep.equal(at('affinity.podAntiAffinity', 30_000));
    expect(find(unscheduled("0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints."))).to.deep.equal(at('topologySpreadConstraints', 30_000));
    expect(find(unscheduled('0/2 nodes are available: 2 Insufficient cpu.'))).to.deep.equal(at('containers[0].resources.requests', 30_000));
    expect(find(unscheduled('persistentvolumeclaim "claim" not found', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'claim' } }] }))).to.deep.equal(at('volumes[data].persistentVolumeClaim.claimName', 4_000));
    expect(find(unscheduled('pod has unbound immediate PersistentVolumeClaims'))).to.deep.equal(at('volumes', 25_000));
    expect(find(unscheduled('Scheduling is blocked due to non-empty scheduling gates', { schedulingGates: [{ name: 'a/b' }] }))).to.deep.equal(at('schedulingGates', 4_000));
    expect(find(unscheduled('0/2 nodes are available: 2 something that nobody foresaw.'))).to.deep.equal([{ object: 'Deployment/web', field: 'spec.template.spec', graceMs: 30_000 }]);
  });

  it('names a scheduler that is not there, at whose pods nobody looks', () => {
    const waiting = (spec: object, conditions: object[] = []): Pod => pod({ phase: 'Pending', conditions }, spec);
    expect(find(waiting({ schedulerName: 'mine' }))).to.deep.equal(at('schedulerName', 10_000));
    for (const [spec, conditions] of [[{ schedulerName: 'default-scheduler' }], [{}], [{ schedulerName: 'mine', nodeName: 'a' }], [{ schedulerName: 'mine' }, [{ type: 'PodScheduled', status: 'True' }]]] as const) {
      expect(find(waiting(spec, [...(conditions ?? [])]))).to.deep.equal([]);
    }
  });

  it('says nothing about a pod for which others give way, however long they take to end', () => {
    const pod = unscheduled('0/2 nodes are available: 2 Insufficient cpu. preemption: not eligible due to a terminating pod on the nominated node.');
    expect(find({ ...pod, status: { ...pod.status, nominatedNodeName: 'node-a' } })).to.deep.equal([]);
  });

  it('says nothing about a claim that has come since the scheduler looked, as a StatefulSet makes it beside the pod', () => {
    const pod = unscheduled('persistentvolumeclaim "data-db-0" not found. not found', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }] });
    expect(podProblems(pod, [], { claims: new Set(['data-db-0']) })).to.deep.equal([]);
    expect(podProblems(pod, [], { claims: new Set(['data-db-1']) })).to.have.lengthOf(1);
  });

  it('says that others take room as well, where some node would have enough', () => {
    const [full] = podProblems(unscheduled('0/2 nodes are available: 2 Insufficient cpu.'), []);
    expect(full?.hint.en).to.match(/room left.*--jobs 1/);
    expect(full?.noRoom).to.equal(true);
  });

  it('says how many nodes there are where pods may not share one, be it at the start or in an update', () => {
    const [apart] = podProblems(unscheduled("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.", { affinity: {} }), []);
    expect(apart?.hint.en).to.match(/none of the 2 nodes is left.*replicas.*maxSurge: 0/);
    expect(apart?.hint.ja).to.include('2 個のノードのどれにも');
    expect(podProblems(unscheduled("0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints."), [])[0]?.hint.en).to.include('none of the 3 nodes');
  });
});
