import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { credentialsFault } from '../../../specs/registry/credentials.ts';

describe('what is wrong with the credentials in a Secret', () => {
  const host = 'registry.test:5000';
  const encoded = (text: string): string => Buffer.from(text).toString('base64');
  const secret = (fields: object): Manifest => new Manifest({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'registry' }, ...fields }, undefined, '14-x');
  const withAuths = (auths: object) => credentialsFault(secret({ stringData: { '.dockerconfigjson': JSON.stringify({ auths }) } }), host);

  it('is nothing where user and password are as they are typed, by whichever way the host is written', () => {
    for (const name of [host, `https://${host}`, `https://${host}/v2/`]) {
      expect(withAuths({ [name]: { username: 'ann', password: 'p:w' } }), name).to.equal(undefined);
      expect(withAuths({ [name]: { auth: encoded('ann:p:w') } }), name).to.equal(undefined);
    }
    expect(credentialsFault(secret({ type: 'kubernetes.io/dockercfg', data: { '.dockercfg': encoded(JSON.stringify({ [host]: { auth: encoded('ann:p') } })) } }), host)).to.equal(undefined);
  });

  it('is that they are for other hosts', () => {
    expect(withAuths({ 'registry.test': { username: 'ann', password: 'p' } })).to.deep.equal({ fault: 'other hosts', hosts: ['registry.test'] });
    const both = secret({ data: { '.dockerconfigjson': encoded(JSON.stringify({ auths: { [host]: { auth: encoded('a:b') } } })) }, stringData: { '.dockerconfigjson': JSON.stringify({ auths: { 'registry.test': {} } }) } });
    expect(credentialsFault(both, host), 'stringData goes before data').to.deep.equal({ fault: 'other hosts', hosts: ['registry.test'] });
  });

  it('is a line end behind the password, also where only auth has it', () => {
    expect(withAuths({ [host]: { auth: encoded('ann:p\n') } })).to.deep.equal({ fault: 'white space' });
    expect(withAuths({ [host]: { username: 'ann', password: 'p', auth: encoded('ann:p\n') } })).to.deep.equal({ fault: 'white space' });
    expect(withAuths({ [host]: { username: ' ann', password: 'p' } })).to.deep.equal({ fault: 'white space' });
  });

  it('is unknown where they cannot be read', () => {
    for (const fields of [{}, { data: { user: 'eA==' } }, { stringData: { '.dockerconfigjson': '{' } }, { stringData: { '.dockerconfigjson': '[]' } }]) expect(credentialsFault(secret(fields), host)).to.equal(undefined);
  });
});
