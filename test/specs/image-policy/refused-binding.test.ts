import { expect } from 'chai';
import { policyThatRefusesBinding } from '../../../specs/image-policy/refused-binding.ts';

describe('a policy that refuses what the scheduler writes', () => {
  const policy = { id: 'ValidatingAdmissionPolicy/images' };
  const manifests = { find: (kind: string, name: string) => (`${kind}/${name}` === policy.id ? policy : undefined) } as never;
  const refused = (name: string, by = 'running Bind plugin "DefaultBinder"') => `not scheduled: ${by}: pods "p" is forbidden: ValidatingAdmissionPolicy '${name}' with binding 'b' denied request: no such key: spec`;

  it('is the one of the folder that the scheduler names', () => {
    expect(policyThatRefusesBinding(manifests, refused('images'))).to.equal(policy);
    expect(policyThatRefusesBinding(manifests, refused('of-somebody-else'))).to.equal(undefined);
    for (const other of ['not scheduled: 0/2 nodes are available', refused('images', 'admission')]) expect(policyThatRefusesBinding(manifests, other)).to.equal(undefined);
  });
});
