import { expect } from 'chai';
import { podSpecOf } from '../../harness/client/pod-spec.ts';

describe('the spec of the pods of an object', () => {
  it('is where its kind has it, and nowhere in other kinds', () => {
    const spec = { containers: [] };
    expect(podSpecOf({ kind: 'Pod', spec })).to.equal(spec);
    expect(podSpecOf({ kind: 'Deployment', spec: { template: { spec } } })).to.equal(spec);
    expect(podSpecOf({ kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec } } } } })).to.equal(spec);
    for (const object of [{ kind: 'Service', spec }, { kind: 'Deployment', spec: { template: 'text' } }, { kind: 'Rollout', spec: { template: { spec } } }, {}]) expect(podSpecOf(object), JSON.stringify(object)).to.equal(undefined);
  });
});
