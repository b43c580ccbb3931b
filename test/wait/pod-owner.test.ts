import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { belongsTo, isReady, ownerOf } from '../../harness/wait/pod-owner.ts';
import { pod as sample, web } from './sample-pods.ts';

const pod = (kind?: string, name = '', labels: Record<string, string> = {}): Pod =>
  ({ metadata: { name: 'web-1', labels, ...(kind === undefined ? {} : { ownerReferences: [{ kind, name }] }) } }) as unknown as Pod;

describe('the owner of a pod', () => {
  it('is the object whose manifest describes it, with the place of its spec', () => {
    expect(ownerOf(pod())).to.deep.equal({ object: 'Pod/web-1', spec: 'spec' });
    expect(ownerOf(pod('StatefulSet', 'web'))).to.deep.equal({ object: 'StatefulSet/web', spec: 'spec.template.spec' });
    expect(ownerOf(pod('Widget', 'web'))).to.deep.equal({ object: 'Widget/web', spec: 'spec.template.spec' });
  });

  it('is the Deployment of a ReplicaSet that carries its hash, else the ReplicaSet', () => {
    expect(ownerOf(pod('ReplicaSet', 'web-5d4f', { 'pod-template-hash': '5d4f' })).object).to.equal('Deployment/web');
    expect(ownerOf(pod('ReplicaSet', 'web', { 'pod-template-hash': '5d4f' })).object).to.equal('ReplicaSet/web');
    expect(ownerOf(pod('ReplicaSet', 'web-5d4f')).object).to.equal('ReplicaSet/web-5d4f');
  });

  it('is a Deployment of just that name', () => {
    expect(belongsTo(sample({}), 'web')).to.equal(true);
    expect(belongsTo(sample({}), 'we')).to.equal(false);
  });

  it('does not count a pod on its way out as ready', () => {
    const status = { conditions: [{ type: 'Ready', status: 'True' }] };
    expect(isReady(sample(status))).to.equal(true);
    expect(isReady(sample(status, {}, { ...web, deletionTimestamp: 'now' }))).to.equal(false);
  });
});
