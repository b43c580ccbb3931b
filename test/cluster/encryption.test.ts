import { expect } from 'chai';
import { parse } from 'yaml';
import { encryptionConfiguration } from '../../harness/cluster/encryption.ts';

describe('the configuration of encryption', () => {
  it('encrypts Secrets with the first key, and reads what was written with the others or plain', () => {
    const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(parse(encryptionConfiguration([{ name: 'new', key: a }, { name: 'old', key: b }]))).to.deep.equal({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{
        resources: ['secrets'],
        providers: [
          { secretbox: { keys: [{ name: 'new', secret: a.toString('base64') }, { name: 'old', secret: b.toString('base64') }] } },
          { identity: {} },
        ],
      }],
    });
  });
});
