import { expect } from 'chai';
import { KubeConfig } from '@kubernetes/client-node';
import { boundCredentialPrograms } from '../../harness/client/credential-program.ts';
import { obtainCredentials } from '../../harness/client/credentials.ts';

describe('a program that a kubeconfig asks for credentials', () => {
  async function asked(script: string, ms = 5_000): Promise<Record<string, string>> {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'c', server: 'https://127.0.0.1:1' }],
      users: [{ name: 'u', exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script] } }],
      contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
      currentContext: 'x',
    });
    boundCredentialPrograms(config, ms);
    return (await obtainCredentials(config)).headers;
  }
  const failing = async (script: string, ms?: number): Promise<string> => {
    try {
      await asked(script, ms);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('it gave credentials');
  };

  it('gives them', async () => {
    expect(await asked(`echo '{"kind":"ExecCredential","status":{"token":"t"}}'`)).to.include({ Authorization: 'Bearer t' });
  });

  it('is ended when it gives none in time, with all that it started', async () => {
    expect(await failing('sleep 60 & sleep 60', 50)).to.equal('the program sh, which the kubeconfig asks for credentials, gave none: nothing within 0.05 s');
  });

  it('is ended when it prints without end', async () => {
    expect(await failing('yes', 20_000)).to.equal('the program sh, which the kubeconfig asks for credentials, gave none: more than 1 MB of output');
  });

  it('cannot ask anybody', async () => {
    expect(await failing('read answer || { echo no answer >&2; exit 3; }')).to.match(/gave none: no answer$/);
  });

  it('is named when it fails without a word, and when there is none', async () => {
    expect(await failing('exit 1')).to.match(/gave none: it failed without a word$/);
    expect(await failing('echo nonsense')).to.match(/gave none: Unexpected token/);
  });
});
