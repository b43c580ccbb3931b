import { expect } from 'chai';

import type { DaemonSet, Event, Pod, StatefulSet } from '../../harness/client/objects.ts';
import { daemonSetRules, statefulSetRules } from '../../harness/wait/workload-rules.ts';

const pods = (count: number): Pod[] => Array.from({ length: count }, () => ({}));
const statefulSet = (status: object, spec: object = {}): StatefulSet =>
  ({ metadata: { name: 'db', generation: 2 }, spec: { replicas: 3, ...spec }, status: { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3, currentRevision: 'b', updateRevision: 'b', ...status } }) as unknown as StatefulSet;
const daemonSet = (status: object): DaemonSet =>
  ({ metadata: { name: 'agent', generation: 2 }, status: { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, ...status } }) as unknown as DaemonSet;
const refused = (kind: string, name: string): Event => ({ reason: 'FailedCreate', message: 'exceeded quota', involvedObject: { kind, name } }) as unknown as Event;

describe('a StatefulSet', () => {
  it('is complete when all is ready and of the new revision', () => {
    expect(statefulSetRules.isComplete(statefulSet({}), pods(3))).to.equal(true);
  });

  for (const [why, set, count] of [
    ['the controller has not seen the change', statefulSet({ observedGeneration: 1 }), 3],
    ['a replica is not ready', statefulSet({ readyReplicas: 2 }), 3],
    ['a pod is of the old revision', statefulSet({ currentRevision: 'a', updatedReplicas: 2 }), 3],
    ['a pod too many is left', statefulSet({}), 4],
  ] as const) it(`is not when ${why}`, () => { expect(statefulSetRules.isComplete(set, pods(count))).to.equal(false); });

  it('is updated down to its partition only', () => {
    const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } };
    expect(statefulSetRules.isComplete(statefulSet({ currentRevision: 'a', updatedReplicas: 1 }, spec), pods(3))).to.equal(true);
    expect(statefulSetRules.isComplete(statefulSet({ currentRevision: 'a', updatedReplicas: 0 }, spec), pods(3))).to.equal(false);
  });

  it('says what it has reached, and why its pods are refused as long as some are missing', () => {
    expect(statefulSetRules.describe(statefulSet({ readyReplicas: 1 })).en).to.equal('1 of 3 replicas ready, 3 updated');
    expect(statefulSetRules.problems(statefulSet({}), pods(2), [refused('StatefulSet', 'db')])).to.have.nested.property('[0].observed.en', 'exceeded quota');
    expect(statefulSetRules.problems(statefulSet({}), pods(3), [refused('StatefulSet', 'db')])).to.deep.equal([]);
    expect(statefulSetRules.problems(statefulSet({}), pods(2), [refused('StatefulSet', 'other')])).to.deep.equal([]);
  });
});

describe('a DaemonSet', () => {
  it('is complete when it is updated and available on every node that it is meant for', () => {
    expect(daemonSetRules.isComplete(daemonSet({}), pods(2))).to.equal(true);
  });

  for (const [why, status, count] of [
    ['the controller has not seen the change', { observedGeneration: 1 }, 2],
    ['a node has the old pod', { updatedNumberScheduled: 1 }, 2],
    ['a pod is not available', { numberAvailable: 1 }, 2],
    ['a pod too many is left', {}, 3],
  ] as const) it(`is not when ${why}`, () => { expect(daemonSetRules.isComplete(daemonSet(status), pods(count))).to.equal(false); });

  it('says what it has reached, and why its pods are refused', () => {
    expect(daemonSetRules.describe(daemonSet({ numberAvailable: 1 })).en).to.equal('available on 1 of 2 nodes, updated on 2');
    expect(daemonSetRules.problems(daemonSet({}), pods(0), [refused('DaemonSet', 'agent')])).to.have.nested.property('[0].object', 'DaemonSet/agent');
  });
});
