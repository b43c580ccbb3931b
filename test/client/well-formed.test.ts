import { expect } from 'chai';
import { isWellFormed } from '../../harness/client/well-formed.ts';

const metadata = { name: 'a' };
const containers = [{ name: 'c' }];
const template = { spec: { containers } };

describe('isWellFormed', () => {
  it('takes objects as the API server sends them, in lists and in watches', () => {
    const pod = { metadata, spec: { containers, volumes: null }, status: { phase: 'Pending', conditions: null } };
    expect(isWellFormed('Pod', pod)).to.equal(true);
    expect(isWellFormed('Pod', { apiVersion: 'v1', kind: 'Pod', ...pod })).to.equal(true);
    expect(isWellFormed('Deployment', { metadata, spec: { template }, status: {} })).to.equal(true);
    expect(isWellFormed('CronJob', { metadata, spec: { jobTemplate: { spec: { template } } } })).to.equal(true);
    expect(isWellFormed('EndpointSlice', { metadata, endpoints: null })).to.equal(true);
    expect(isWellFormed('ConfigMap', { metadata })).to.equal(true);
    expect(isWellFormed('Widget', { metadata, spec: { containers: 7 } })).to.equal(true);
  });

  for (const [kind, object] of [
    ['Pod', null], ['Pod', []], ['Pod', 'text'], ['Pod', {}], ['Pod', { metadata: null }], ['Pod', { metadata: {} }], ['Pod', { metadata }], ['Pod', { metadata, spec: {} }], ['Pod', { metadata, spec: { containers: {} } }],
    ['Pod', { metadata, spec: { containers: [null] } }], ['Pod', { kind: 'Service', metadata, spec: { containers } }], ['Pod', { metadata, spec: { containers }, status: 'Running' }], ['Pod', { metadata, spec: { containers }, status: { containerStatuses: {} } }],
    ['Pod', { metadata: { name: 'a', labels: [] }, spec: { containers } }], ['Deployment', { metadata, spec: {} }], ['Event', { metadata }], ['Service', { metadata }], ['ConfigMap', { metadata, data: [] }],
  ] as const) {
    it(`takes no ${JSON.stringify(object)} for a ${kind}`, () => { expect(isWellFormed(kind, object)).to.equal(false); });
  }
});
