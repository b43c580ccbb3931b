import { expect } from 'chai';
import { withoutNulls } from '../../../harness/manifests/reading/without-nulls.ts';

describe('fields that are null', () => {
  it('are left out, wherever they stand', () => {
    const container = { name: 'app', command: null, args: ['a'], resources: { limits: null } };
    expect(withoutNulls({ kind: 'Pod', status: null, spec: { nodeSelector: null, containers: [container], affinity: { podAffinity: null } } })).to.deep.equal({
      kind: 'Pod', spec: { containers: [{ name: 'app', args: ['a'], resources: {} }], affinity: {} },
    });
  });

  it('are kept as elements of lists and as values of keys that the author chooses', () => {
    for (const value of [{ args: ['a', null] }, { data: { key: null } }, { metadata: { labels: { app: null } } }, { resources: { limits: { cpu: null } } }, { selector: { app: null } }]) expect(withoutNulls(value)).to.deep.equal(value);
    expect(withoutNulls({ selector: { matchLabels: { app: null }, matchExpressions: null } })).to.deep.equal({ selector: { matchLabels: { app: null } } });
  });
});
