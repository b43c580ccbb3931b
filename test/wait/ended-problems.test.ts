import { expect } from 'chai';

import type { Event, Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { pod } from './sample-pods.ts';

describe('a pod that has ended', () => {
  const find = (subject: Pod): unknown[] => podProblems(subject, []).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('knows that a bare pod which ended is never started again', () => {
    expect(podProblems(pod({ phase: 'Failed', reason: 'Evicted', message: 'disk' }, {}, { name: 'p' }), [])[0]).to.deep.include({ object: 'Pod/p', field: 'spec', graceMs: 0, observed: { en: 'the pod failed: Evicted disk', ja: 'Pod が失敗しました: Evicted disk' } });
    expect(podProblems(pod({ phase: 'Succeeded' }, {}, { name: 'p' }), [])[0]?.observed.en).to.equal('all containers of the pod ran to their end');
  });

  it('knows by its events that a pod was evicted whose containers then ended without an error', () => {
    const subject = pod({ phase: 'Succeeded' }, { containers: [{ name: 'a', args: ['true'] }] }, { name: 'p' });
    const event = (uid: string | undefined, reason = 'Evicted') => ({ involvedObject: { kind: 'Pod', name: 'p', ...(uid === undefined ? {} : { uid }) }, reason, message: 'Usage of EmptyDir volume "disk" exceeds the limit "1Ki". ', metadata: {} }) as Event;
    const fields = (...events: Event[]): unknown => podProblems(subject, events).map(({ field, observed }) => [field, observed.en]);
    expect(fields(event(subject.metadata?.uid))).to.deep.equal([['spec.volumes[disk].emptyDir.sizeLimit', 'the pod failed: Evicted Usage of EmptyDir volume "disk" exceeds the limit "1Ki".']]);
    for (const other of [event('of-another-pod'), event(subject.metadata?.uid, 'Killing')]) expect(fields(other)).to.deep.equal([['spec.containers[a].args', 'all containers of the pod ran to their end']]);
  });

  it('names the program of the only container that ran to its end', () => {
    const done = (containers: object[]): unknown => find(pod({ phase: 'Succeeded' }, { containers }));
    expect(done([{ name: 'a', args: ['true'] }])).to.deep.equal(at('containers[a].args', 0));
    expect(done([{ name: 'a', args: ['true'] }, { name: 'b' }]), 'either could have gone on running').to.deep.equal([{ object: 'Deployment/web', field: 'spec.template.spec', graceMs: 0 }]);
  });

  it('names the limit for which kubelet has ended a pod', () => {
    const spec = { containers: [{ name: 'a' }, { name: 'b', resources: { limits: { 'ephemeral-storage': '1Mi' } } }] };
    const limit = (reason: string, message: string): unknown => find(pod({ phase: 'Failed', reason, message }, spec));
    expect(limit('Evicted', 'Usage of EmptyDir volume "logs" exceeds the limit "1Ki". ')).to.deep.equal(at('volumes[logs].emptyDir.sizeLimit', 30_000));
    expect(limit('Evicted', 'Container a exceeded its local ephemeral storage limit "1Mi". ')).to.deep.equal(at('containers[a].resources.limits.ephemeral-storage', 30_000));
    expect(limit('Evicted', 'Pod ephemeral local storage usage exceeds the total limit of containers 1Mi. ')).to.deep.equal(at('containers[b].resources.limits.ephemeral-storage', 30_000));
    expect(limit('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline')).to.deep.equal(at('activeDeadlineSeconds', 30_000));
  });
});
