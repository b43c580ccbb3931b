import { expect } from 'chai';

import { rightFor, type Use } from '../../harness/client/use.ts';

const resources = {
  find: (apiVersion: string, kind: string) => Promise.resolve({
    Deployment: { apiVersion, kind, plural: 'deployments', namespaced: true },
    Namespace: { apiVersion, kind, plural: 'namespaces', namespaced: false },
    Node: { apiVersion, kind, plural: 'nodes', namespaced: false },
  }[kind]),
};

describe('the right for a request', () => {
  const right = async (use: Omit<Use, 'namespace'>): Promise<unknown> => await rightFor({ ...use, namespace: 'l-r1' }, resources);

  it('is of the namespace, with group and subresource', async () => {
    expect(await right({ apiVersion: 'apps/v1', kind: 'Deployment', verb: 'patch', subresource: 'scale' })).to.deep.equal({ verb: 'patch', group: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'l-r1' });
  });

  it('is of the whole cluster where the kind is', async () => {
    expect(await right({ apiVersion: 'v1', kind: 'Node', verb: 'list' })).to.deep.equal({ verb: 'list', group: '', resource: 'nodes' });
  });

  it('may be given for the one namespace that it is about', async () => {
    expect(await right({ apiVersion: 'v1', kind: 'Namespace', verb: 'delete' })).to.deep.equal({ verb: 'delete', group: '', resource: 'namespaces', name: 'l-r1', namespace: 'l-r1' });
    expect(await right({ apiVersion: 'v1', kind: 'Namespace', verb: 'watch' })).to.deep.equal({ verb: 'watch', group: '', resource: 'namespaces', name: 'l-r1' });
    expect(await right({ apiVersion: 'v1', kind: 'Namespace', verb: 'create' })).to.deep.equal({ verb: 'create', group: '', resource: 'namespaces' });
  });

  it('is none for a kind that the server does not serve: that is the dry run’s to tell', async () => {
    expect(await right({ apiVersion: 'v1', kind: 'Widget', verb: 'create' })).to.equal(undefined);
  });
});
