import { expect } from 'chai';

import type { Claim, StorageClass, Volume } from '../../harness/client/objects.ts';
import { claimProblems } from '../../harness/wait/claim-problems.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';

const claim = (spec: object, phase = 'Pending'): Claim => ({ metadata: { name: 'c', uid: 'c1' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } }, ...spec }, status: { phase } });
const volume = (spec: object): Volume => ({ metadata: { name: 'pv' }, spec: { storageClassName: 'manual', accessModes: ['ReadWriteOnce'], capacity: { storage: '5Gi' }, ...spec } });
const standard = { metadata: { name: 'standard' }, provisioner: 'rancher.io/local-path' } as StorageClass;

describe('why a claim is not bound', () => {
  const find = (subject: Claim, ...volumes: Volume[]): unknown => claimProblems(subject, { claims: [subject], volumes, classes: [standard] }).map(({ field, observed }) => ({ field, observed: observed.en }))[0];

  it('says nothing about a bound claim, or one for which the cluster makes a volume', () => {
    expect(find(claim({}, 'Bound'))).to.equal(undefined);
    expect(find(claim({ storageClassName: 'standard' }))).to.equal(undefined);
  });

  it('compares classes', () => {
    expect(find(claim({ storageClassName: 'manuel' }), volume({}))).to.deep.equal({
      field: 'spec.storageClassName',
      observed: 'Pending: no free PersistentVolume has the class "manuel" and nothing provisions it (pv has "manual")',
    });
  });

  it('compares sizes and access modes', () => {
    expect(find(claim({ storageClassName: 'manual' }), volume({ capacity: { storage: '500Mi' } }))).to.deep.equal({ field: 'spec.resources.requests.storage', observed: 'Pending: it asks for 5Gi, PersistentVolume pv has 500Mi' });
    expect(find(claim({ storageClassName: 'manual', accessModes: ['ReadWriteMany'] }), volume({}))).to.deep.equal({ field: 'spec.accessModes', observed: 'Pending: PersistentVolume pv does not offer ReadWriteMany' });
  });

  it('names a volume that fits and is on no node, where nodes are in sight', () => {
    const asked = claim({ storageClassName: 'manual' });
    const on = (...roles: string[]): Volume => volume({ nodeAffinity: { required: { nodeSelectorTerms: roles.map((role) => ({ matchExpressions: [{ key: 'role', operator: 'In', values: [role] }] })) } } });
    const nodes = ['front', 'back'].map((role) => ({ metadata: { name: `node-${role}`, labels: { role } } }));
    const problems = (volumes: Volume[], seen: typeof nodes = nodes): unknown => claimProblems(asked, { claims: [asked], volumes, classes: [standard], nodes: seen }).map(({ object, field, observed }) => [object, field, observed.en])[0];
    expect(problems([on('middle')])).to.deep.equal(['PersistentVolume/pv', 'spec.nodeAffinity', 'Pending: PersistentVolume pv fits, and its node affinity fits no node (role in (middle))']);
    for (const volumes of [[on('middle', 'back')], [on('middle'), volume({})]]) expect(problems(volumes)).to.have.property('0', 'PersistentVolumeClaim/c');
    expect(problems([on('middle')], [])).to.have.property('1', 'spec');
    expect(problems([{ ...on('middle'), metadata: { name: 'pv' }, spec: { ...on('middle').spec, capacity: { storage: '1Gi' } } }])).to.have.property('1', 'spec.resources.requests.storage');
  });

  it('does not count a volume that another claim has', () => {
    expect(find(claim({ storageClassName: 'manual' }), volume({ claimRef: { uid: 'other' } }))).to.have.property('field', 'spec.storageClassName');
  });

  it('names a volume that still belongs to an earlier claim of the same name, and waits for one that is reserved for this', () => {
    const asked = claim({ storageClassName: 'manual' });
    const [problem] = claimProblems(asked, { claims: [asked], volumes: [volume({ claimRef: { name: 'c', uid: 'c0' } })], classes: [standard] });
    expect(problem).to.include({ object: 'PersistentVolume/pv', field: 'spec.claimRef' });
    expect(problem?.observed.en).to.equal("PersistentVolume pv still belongs to an earlier claim c: its claimRef has that one's uid");
    expect(problem?.hint.en).to.contain('Remove claimRef');
    expect(find(claim({ storageClassName: 'manual' }), volume({ claimRef: { name: 'c' } }))).to.have.property('field', 'spec');
  });

  it('looks at a volume that is asked for by name', () => {
    expect(find(claim({ storageClassName: 'manual', volumeName: 'other' }), volume({}))).to.deep.equal({ field: 'spec.volumeName', observed: 'Pending: it asks for the PersistentVolume other, which is none of the free ones of its class' });
    const others = [volume({ capacity: { storage: '9Gi' } }), { ...volume({ capacity: { storage: '1Gi' } }), metadata: { name: 'small' } }];
    expect(find(claim({ storageClassName: 'manual', volumeName: 'small' }), ...others)).to.deep.equal({ field: 'spec.resources.requests.storage', observed: 'Pending: it asks for 5Gi, PersistentVolume small has 1Gi' });
  });

  it('compares labels', () => {
    const selector = { matchLabels: { tier: 'fast' }, matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }] };
    const labelled = (labels: Record<string, string>): Volume => ({ ...volume({}), metadata: { name: 'pv', labels } });
    expect(find(claim({ storageClassName: 'manual', selector }), labelled({ tier: 'fast', disk: 'tape' }))).to.deep.equal({
      field: 'spec.selector', observed: 'Pending: no PersistentVolume of its class has the labels that it asks for, tier=fast, disk in (ssd, nvme) (looked at pv)',
    });
    expect(find(claim({ storageClassName: 'manual', selector }), labelled({ tier: 'fast', disk: 'ssd' }))).to.deep.equal({ field: 'spec', observed: 'Pending: PersistentVolume pv is not bound to it' });
  });

  it('names the volume that has them among its annotations', () => {
    const annotated: Volume = { ...volume({}), metadata: { name: 'pv', annotations: { tier: 'fast' } } };
    const asked = claim({ storageClassName: 'manual', selector: { matchLabels: { tier: 'fast' } } });
    const [problem] = claimProblems(asked, { claims: [asked], volumes: [volume({}), annotated], classes: [standard] });
    expect(problem).to.include({ object: 'PersistentVolume/pv', field: 'metadata.annotations' });
    expect(problem?.observed.en).to.equal('Pending: no PersistentVolume of its class has the labels that it asks for: pv has tier=fast among its annotations');
  });

  it('says which demand none of several volumes meets, and that they meet each but not all', () => {
    const named = (name: string, spec: object): Volume => ({ ...volume(spec), metadata: { name } });
    const asked = claim({ storageClassName: 'manual' });
    expect(find(asked, named('a', { capacity: { storage: '1Gi' } }), named('b', { capacity: { storage: '2Gi' } }))).to.deep.equal({ field: 'spec.resources.requests.storage', observed: 'Pending: it asks for 5Gi, PersistentVolume b has 2Gi' });
    expect(find(asked, named('a', { accessModes: ['ReadOnlyMany'] }), named('b', { accessModes: ['ReadWriteMany'] }))).to.deep.equal({ field: 'spec.accessModes', observed: 'Pending: none of the PersistentVolumes a, b offers all of its access modes (ReadWriteOnce)' });
    expect(find(asked, named('a', { capacity: { storage: '1Gi' } }), named('b', { accessModes: ['ReadWriteMany'] }))).to.deep.equal({ field: 'spec', observed: 'Pending: no PersistentVolume fits' });
  });
});

describe('quantities', () => {
  for (const [text, value] of [['5Gi', 5 * 2 ** 30], ['500m', 0.5], ['1e3', 1000], ['2k', 2000], ['7', 7]] as const) {
    it(`reads ${text}`, () => { expect(parseQuantity(text)).to.equal(value); });
  }
  it('does not read what is none', () => { expect(parseQuantity('much')).to.be.NaN; });
});
