import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import type { HostPorts } from './names.ts';

/** NodePort that the configuration publishes for MySQL clients. */
const MYSQL_NODE_PORT = 30_306;

interface KindConfig {
  nodes: { extraPortMappings?: { containerPort: number; hostPort: number; listenAddress?: string }[] }[];
}

/** `kind-config.yaml` with the host ports of this checkout. */
export function effectiveKindConfig(text: string, ports: HostPorts): string {
  const config = parse(text) as KindConfig;
  const chosen = new Map([
    [80, ports.http],
    [443, ports.https],
    [MYSQL_NODE_PORT, ports.mysql],
  ]);
  for (const node of config.nodes) {
    for (const mapping of node.extraPortMappings ?? []) {
      mapping.hostPort = chosen.get(mapping.containerPort) ?? mapping.hostPort;
    }
  }
  return stringify(config);
}

/** Equal for configurations that say the same; comments and layout do not count. */
export function configDigest(effectiveConfig: string): string {
  return createHash('sha256').update(JSON.stringify(parse(effectiveConfig))).digest('hex').slice(0, 16);
}
