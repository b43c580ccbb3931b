import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configDigest, effectiveKindConfig } from '../../harness/cluster/effective-config.ts';
import { checkout } from '../../harness/process/checkout.ts';

interface Config {
  nodes: { role: string; labels: Record<string, string>; kubeadmConfigPatches?: string[]; extraPortMappings?: { containerPort: number; hostPort: number; listenAddress: string }[] }[];
}

const text = readFileSync(join(checkout, 'kind-config.yaml'), 'utf8');
const ports = { http: 18_081, https: 18_444, mysql: 33_307 };

describe('kind-config.yaml', () => {
  const config = parse(text) as Config;
  it('has a front that takes workloads, and a back', () => {
    expect(config.nodes.map(({ role, labels }) => [role, labels['role']])).to.deep.equal([
      ['control-plane', 'front'],
      ['worker', 'back'],
    ]);
    expect(parse(config.nodes[0]?.kubeadmConfigPatches?.[0] ?? '')).to.deep.equal({ kind: 'InitConfiguration', nodeRegistration: { taints: [] } });
  });
  it('publishes ports on the loopback only', () => {
    const addresses = config.nodes.flatMap((node) => node.extraPortMappings ?? []).map((mapping) => mapping.listenAddress);
    expect(addresses).to.deep.equal(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });
});

describe('effectiveKindConfig', () => {
  it('changes the host ports and nothing else', () => {
    const config = parse(effectiveKindConfig(text, ports)) as Config;
    expect(config.nodes[0]?.extraPortMappings?.map((mapping) => [mapping.containerPort, mapping.hostPort])).to.deep.equal([
      [80, 18_081],
      [443, 18_444],
      [30_306, 33_307],
    ]);
    expect(effectiveKindConfig(text, { http: 18_080, https: 18_443, mysql: 23_306 })).to.satisfy((same: string) => JSON.stringify(parse(same)) === JSON.stringify(parse(text)));
  });
});

describe('configDigest', () => {
  const digest = configDigest(effectiveKindConfig(text, ports));
  it('does not change with a comment', () => {
    expect(configDigest(effectiveKindConfig(`# more\n${text}`, ports))).to.equal(digest);
  });
  it('changes with the configuration and with a port', () => {
    expect(configDigest(effectiveKindConfig(text.replace('role: back', 'role: other'), ports))).not.to.equal(digest);
    expect(configDigest(effectiveKindConfig(text, { ...ports, http: 1 }))).not.to.equal(digest);
  });
});
