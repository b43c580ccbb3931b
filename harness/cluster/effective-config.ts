import { createHash } from 'node:crypto';
import { basename, isAbsolute, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { mountedFolder, type HostPorts } from './names.ts';

/** NodePort that the configuration publishes for MySQL clients. */
const MYSQL_NODE_PORT = 30_306;

/** Name of the file with the key that Secrets are encrypted with. */
const encryptionFile = 'encryption.yaml';

/** Where a control-plane node, and its API server, has it. */
const encryptionPath = '/etc/kubernetes/encryption.yaml';

interface Mount {
  hostPath: string;
  containerPath: string;
  readOnly?: boolean;
}

interface KindNode {
  role?: string;
  kubeadmConfigPatches?: string[];
  extraPortMappings?: { containerPort: number; hostPort: number; listenAddress?: string }[];
  extraMounts?: Mount[];
}

interface KindConfig {
  nodes: KindNode[];
}

interface ControlPlanePatch {
  kind?: string;
  apiServer?: { extraArgs?: { name: string; value: string }[]; extraVolumes?: object[] };
}

/** What kind is given. */
export interface EffectiveConfig {
  /** The text of the configuration; paths of mounts are relative to the folder in which kind is started. */
  text: string;
  /** Files of the checkout that nodes mount, by their path there, and where their copies lie below that folder. */
  copies: { from: string; to: string }[];
  /** Where the file with the key to encrypt Secrets with lies below that folder. */
  encryption: string;
}

/**
 * `kind-config.yaml` with the host ports of this checkout, and with what no file of the checkout can hold: a key of the
 * cluster's own, with which its API server encrypts Secrets. What nodes mount lies beside the configuration, so that a
 * cluster does not depend on what becomes of the checkout, and is the same for every checkout.
 */
export function effectiveKindConfig(source: string, ports: HostPorts): EffectiveConfig {
  const config = parse(source) as KindConfig;
  const chosen = new Map([
    [80, ports.http],
    [443, ports.https],
    [MYSQL_NODE_PORT, ports.mysql],
  ]);
  const copies = new Map<string, string>();
  for (const node of config.nodes) {
    for (const mapping of node.extraPortMappings ?? []) {
      mapping.hostPort = chosen.get(mapping.containerPort) ?? mapping.hostPort;
    }
    for (const mount of node.extraMounts ?? []) {
      if (isAbsolute(mount.hostPath)) continue;
      const to = join(mountedFolder, basename(mount.hostPath));
      copies.set(mount.hostPath, to);
      mount.hostPath = to;
    }
  }
  const encryption = join(mountedFolder, encryptionFile);
  for (const node of config.nodes.filter(({ role }) => role === 'control-plane')) encryptSecrets(node, encryption);
  return { text: stringify(config), copies: [...copies].map(([from, to]) => ({ from, to })), encryption };
}

/** In the patch of the API server that is there: kind replaces lists of the one before by those of the next. */
function encryptSecrets(node: KindNode, hostPath: string): void {
  const patches = (node.kubeadmConfigPatches ?? []).map((patch) => parse(patch) as ControlPlanePatch);
  let patch = patches.find(({ kind, apiServer }) => kind === 'ClusterConfiguration' && apiServer !== undefined);
  if (patch === undefined) {
    patch = { kind: 'ClusterConfiguration' };
    patches.push(patch);
  }
  const { extraArgs = [], extraVolumes = [] } = patch.apiServer ?? {};
  patch.apiServer = {
    ...patch.apiServer,
    extraArgs: [...extraArgs, { name: 'encryption-provider-config', value: encryptionPath }],
    extraVolumes: [...extraVolumes, { name: 'encryption', hostPath: encryptionPath, mountPath: encryptionPath, pathType: 'File', readOnly: true }],
  };
  node.kubeadmConfigPatches = patches.map((each) => stringify(each));
  node.extraMounts = [...(node.extraMounts ?? []), { hostPath, containerPath: encryptionPath, readOnly: true }];
}

/** Equal for configurations that say the same, with mounted files of the same content; comments and layout of the configuration do not count. */
export function configDigest({ text }: Pick<EffectiveConfig, 'text'>, mounted: readonly string[] = []): string {
  return createHash('sha256').update(JSON.stringify([parse(text), ...mounted])).digest('hex').slice(0, 16);
}
