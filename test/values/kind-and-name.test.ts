import { expect } from 'chai';

import { kindAndName } from '../../harness/values/kind-and-name.ts';

describe('kind and name of an object', () => {
  it('are the parts of its id', () => {
    expect(kindAndName('Deployment/web')).to.deep.equal({ kind: 'Deployment', name: 'web' });
    expect(kindAndName('ClusterRole/system:node-proxier')).to.deep.equal({ kind: 'ClusterRole', name: 'system:node-proxier' });
  });

  it('are empty where they are missing', () => {
    expect(kindAndName('Deployment')).to.deep.equal({ kind: 'Deployment', name: '' });
    expect(kindAndName('')).to.deep.equal({ kind: '', name: '' });
  });
});
