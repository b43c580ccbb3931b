import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configDigest, effectiveKindConfig } from '../../harness/cluster/effective-config.ts';
import { checkout } from '../../harness/process/checkout.ts';

interface Named { name: string; value?: string; hostPath?: string }
interface Patch { kind: string; apiServer?: { extraArgs?: Named[]; extraVolumes?: Named[] } }
interface Config {
  nodes: {
    role: string; labels: Record<string, string>; kubeadmConfigPatches?: string[];
    extraPortMappings?: { containerPort: number; hostPort: number; listenAddress: string }[];
    extraMounts?: { hostPath: string; containerPath: string; readOnly?: boolean }[];
  }[];
}

const text = readFileSync(join(checkout, 'kind-config.yaml'), 'utf8');
const ports = { http: 18_081, https: 18_444, mysql: 33_307 };

const apiServerOf = (config: Config): Patch['apiServer'] => config.nodes[0]?.kubeadmConfigPatches?.map((each) => parse(each) as Patch).find(({ apiServer }) => apiServer !== undefined)?.apiServer;

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
  it('mounts only files that are in the checkout, to be read', () => {
    const mounts = config.nodes.flatMap((node) => node.extraMounts ?? []);
    expect(mounts.map(({ hostPath, readOnly }) => [existsSync(join(checkout, hostPath)), readOnly])).to.deep.equal([[true, true]]);
  });
  it('bounds the size of the audit log', () => {
    const values = Object.fromEntries((apiServerOf(config)?.extraArgs ?? []).map(({ name, value }) => [name, Number(value)]));
    expect((values['audit-log-maxsize'] ?? Infinity) * (1 + (values['audit-log-maxbackup'] ?? Infinity))).to.be.at.most(20);
  });
});

describe('the audit policy', () => {
  const policy = parse(readFileSync(join(checkout, 'manifests/cluster/control-plane/audit-policy.yaml'), 'utf8')) as { rules: { level: string }[] };
  it('never asks for the content of a request or a response', () => {
    expect([...new Set(policy.rules.map(({ level }) => level))]).to.have.members(['None', 'Metadata']);
  });
  it('keeps nothing that no rule asks for', () => {
    expect(policy.rules.at(-1)).to.deep.equal({ level: 'None' });
  });
});

describe('effectiveKindConfig', () => {
  const effective = effectiveKindConfig(text, ports);
  const config = parse(effective.text) as Config;

  it('changes the host ports', () => {
    expect(config.nodes[0]?.extraPortMappings?.map((mapping) => [mapping.containerPort, mapping.hostPort])).to.deep.equal([
      [80, 18_081],
      [443, 18_444],
      [30_306, 33_307],
    ]);
  });
  it('mounts copies below its own folder, and says of what', () => {
    expect(effective.copies).to.deep.equal([{ from: 'manifests/cluster/control-plane/audit-policy.yaml', to: 'mounted/audit-policy.yaml' }]);
    expect(config.nodes[0]?.extraMounts?.[0]).to.deep.equal({ hostPath: 'mounted/audit-policy.yaml', containerPath: '/etc/kubernetes/audit-policy.yaml', readOnly: true });
  });
  it('adds encryption to what the API server is told already', () => {
    const told = apiServerOf(parse(text) as Config);
    const { extraArgs, extraVolumes } = apiServerOf(config) ?? {};
    expect(extraArgs).to.deep.equal([...(told?.extraArgs ?? []), { name: 'encryption-provider-config', value: '/etc/kubernetes/encryption.yaml' }]);
    expect(extraVolumes?.map(({ name }) => name)).to.deep.equal([...(told?.extraVolumes ?? []).map(({ name }) => name), 'encryption']);
    expect(config.nodes[0]?.extraMounts?.at(-1)).to.deep.equal({ hostPath: effective.encryption, containerPath: '/etc/kubernetes/encryption.yaml', readOnly: true });
  });
  it('adds it where the API server is told nothing, to control planes alone', () => {
    const { nodes } = parse(effectiveKindConfig('nodes: [{ role: control-plane }, { role: worker }]', ports).text) as Config;
    expect(nodes[0]?.kubeadmConfigPatches?.map((each) => (parse(each) as Patch).apiServer?.extraArgs?.map(({ name }) => name))).to.deep.equal([['encryption-provider-config']]);
    expect(nodes[1]).to.deep.equal({ role: 'worker' });
  });
  it('changes nothing else', () => {
    const plain = parse(effectiveKindConfig(text, { http: 18_080, https: 18_443, mysql: 23_306 }).text) as Config;
    const front = parse(text) as Config;
    for (const { nodes } of [plain, front]) {
      delete nodes[0]?.extraMounts;
      nodes[0]?.kubeadmConfigPatches?.pop();
    }
    expect(plain).to.deep.equal(front);
  });
  it('leaves a path alone that is the same for every checkout', () => {
    const { copies, text: changed } = effectiveKindConfig('nodes: [{ role: worker, extraMounts: [{ hostPath: /data, containerPath: /data }] }]', ports);
    expect(copies).to.deep.equal([]);
    expect((parse(changed) as Config).nodes[0]?.extraMounts?.[0]?.hostPath).to.equal('/data');
  });
});

describe('configDigest', () => {
  const digest = configDigest(effectiveKindConfig(text, ports), ['policy']);
  it('does not change with a comment', () => {
    expect(configDigest(effectiveKindConfig(`# more\n${text}`, ports), ['policy'])).to.equal(digest);
  });
  it('changes with the configuration, with a port and with a file that is mounted', () => {
    expect(configDigest(effectiveKindConfig(text.replace('role: back', 'role: other'), ports), ['policy'])).not.to.equal(digest);
    expect(configDigest(effectiveKindConfig(text, { ...ports, http: 1 }), ['policy'])).not.to.equal(digest);
    expect(configDigest(effectiveKindConfig(text, ports), ['another policy'])).not.to.equal(digest);
  });
});
