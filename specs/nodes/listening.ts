import type { Given } from '../../harness/lesson/given.ts';

/** A port at which programs of a node answer others. */
interface OpenPort {
  port: number;
  /** On nodes of the control plane only. */
  controlPlane?: true;
}

/** What a node of Kubernetes opens (Kubernetes documentation, "Ports and Protocols", and kube-proxy's health check). */
const openPorts: readonly OpenPort[] = [
  { port: 2_379, controlPlane: true },
  { port: 2_380, controlPlane: true },
  { port: 6_443, controlPlane: true },
  { port: 10_250 },
  { port: 10_256 },
];

/** The ports that a node opens for others, in ascending order. */
export function expectedPorts(isControlPlane: boolean): number[] {
  return openPorts.filter(({ controlPlane }) => isControlPlane || controlPlane !== true).map(({ port }) => port);
}

/** Ports at which programs of a node answer others than the node itself, in ascending order; those of its pods are not among them. */
export async function listeningPorts(given: Given, node: string): Promise<number[]> {
  // A kernel without IPv6 has no second file.
  const { stdout } = await given.node(node).run(['sh', '-c', 'cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true']);
  return portsIn(stdout);
}

/** State LISTEN in /proc/net/tcp (Linux, include/net/tcp_states.h). */
const listen = '0A';

/** The ports of listeners that others than the machine itself can reach, in lines of /proc/net/tcp and tcp6. */
export function portsIn(lines: string): number[] {
  const ports = lines.split('\n').flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    return state === listen && !isLoopback(address) ? [Number.parseInt(port, 16)] : [];
  });
  return [...new Set(ports)].toSorted((a, b) => a - b);
}

/** 127.0.0.0/8 and ::1, also as IPv6 writes the former: in hexadecimal, each 32 bits in the byte order of a small-endian machine. */
function isLoopback(address: string): boolean {
  if (address.length === 8) return address.endsWith('7F');
  return address === '00000000000000000000000001000000' || (address.startsWith('0000000000000000FFFF0000') && address.endsWith('7F'));
}
