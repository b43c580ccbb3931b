import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { useMirror } from '../../harness/cluster/registry-mirror.ts';
import { DockerStandIn } from '../docker/docker-stand-in.ts';

describe('useMirror', () => {
  let docker: DockerStandIn;
  beforeEach(() => { docker = new DockerStandIn(`[ "$1" = exec ] && shift 2 && node=$1 && shift && cd "$(dirname "$0")" && echo "$3" > "$node.script" && cat > "$node.input"`); });
  afterEach(() => { docker.remove(); });

  const nodes = ['one', 'two'].map((name) => ({ id: name, name, role: 'worker', running: true }));
  const kept = (name: string): string => readFileSync(join(docker.dir, name), 'utf8');

  it('tells each node to ask it first', async () => {
    await useMirror(nodes, 'http://192.168.1.5:5000', new AbortController().signal);
    for (const { name } of nodes) {
      expect(kept(`${name}.script`)).to.equal('mkdir -p /etc/containerd/certs.d/_default && cat > /etc/containerd/certs.d/_default/hosts.toml\n');
      expect(kept(`${name}.input`)).to.equal('[host."http://192.168.1.5:5000"]\n  capabilities = ["pull", "resolve"]\n');
    }
  });

  it('tells each node to ask it no longer', async () => {
    await useMirror(nodes, 'none', new AbortController().signal);
    expect(nodes.map(({ name }) => kept(`${name}.script`))).to.deep.equal(Array(2).fill('rm -rf /etc/containerd/certs.d/_default\n'));
  });
});
