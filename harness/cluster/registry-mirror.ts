import { onNode, type KindNode } from './kind-nodes.ts';

/** Where containerd looks for what it has to know of registries that have no folder of their own; it reads it at each pull. */
const folder = '/etc/containerd/certs.d/_default';
const quickMs = 20_000;

/** In place of an address: takes the mirror away. */
export const noMirror = 'none';

/**
 * Tells nodes of a registry that they ask first for every image that they lack, whatever registry it belongs to; when it does
 * not have it, they ask that one. Registries that were made known to them one by one are not asked by it.
 *
 * @param mirror its address, or {@link noMirror}
 */
export async function useMirror(nodes: readonly KindNode[], mirror: string, signal: AbortSignal): Promise<void> {
  const script = mirror === noMirror ? `rm -rf ${folder}` : `mkdir -p ${folder} && cat > ${folder}/hosts.toml`;
  await Promise.all(nodes.map((node) => onNode(node, script, { deadlineMs: quickMs, signal, input: hostsFile(mirror) })));
}

/** Without a `server` the registry that an image belongs to is asked last. */
function hostsFile(mirror: string): string {
  return `[host."${mirror}"]\n  capabilities = ["pull", "resolve"]\n`;
}
