import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { ControlPlane } from '../../../specs/etcd/control-plane.ts';

describe('the control plane of a cluster', () => {
  /** Each node's programs end as this says; what they were is kept. */
  const cluster = (ends: (node: string, command: readonly string[]) => { exitCode: number; stdout?: string; stderr?: string }) => {
    const ran: string[] = [];
    const given = {
      nodes: () => Promise.resolve(['a', 'b']),
      node: (node: string) => ({ run: (command: readonly string[]) => { ran.push(`${node}: ${command.join(' ')}`); return Promise.resolve({ stdout: '', stderr: '', ...ends(node, command) }); } }),
    };
    return { given: given as unknown as Given, ran };
  };
  const thrown = async (promise: Promise<unknown>): Promise<string> => await promise.then(() => 'nothing', (error: unknown) => String(error));

  it('is the node with the credentials of the administrator', async () => {
    const { given } = cluster((node) => ({ exitCode: node === 'b' ? 0 : 1 }));
    expect((await ControlPlane.find(given)).node).to.equal('b');
    expect(await thrown(ControlPlane.find(cluster(() => ({ exitCode: 1 })).given))).to.include('no node has /etc/kubernetes/admin.conf');
  });

  it('says with which words a program ended badly', async () => {
    const { given } = cluster(() => ({ exitCode: 2, stderr: 'no such file\n' }));
    expect(await thrown(new ControlPlane(given, 'a').run(['cat', '/x']))).to.equal('Error: cat /x ended with exit code 2: no such file');
  });

  it('reads what etcd holds for an object by its key, with a certificate', async () => {
    const { given, ran } = cluster(() => ({ exitCode: 0, stdout: 'k8s:enc:…' }));
    expect(await new ControlPlane(given, 'a').stored('secrets', 'n', 'hidden')).to.equal('k8s:enc:…');
    expect(ran[0]).to.match(/^a: kubectl .* exec etcd-a -- etcdctl --cacert=\S+ --cert=\S+ --key=\S+ get \/registry\/secrets\/n\/hidden --print-value-only$/);
    expect(await thrown(new ControlPlane(cluster(() => ({ exitCode: 1, stderr: 'unreachable' })).given, 'a').stored('secrets', 'n', 'hidden'))).to.include('etcdctl get ended with exit code 1: unreachable');
  });
});
