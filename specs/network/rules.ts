import { BlockList, isIP } from 'node:net';
import type { Manifest } from '../../harness/lesson/given.ts';
import { selects, type LabelSelector } from '../../harness/values/label-selector.ts';

export type Direction = 'Ingress' | 'Egress';

/** One end of a connection, as policies see it. */
export interface End {
  labels: Readonly<Record<string, string>>;
  /** Labels of its namespace. */
  namespace: Readonly<Record<string, string>>;
  /** Whether that is the namespace of the policies. */
  own: boolean;
  /** Empty where it is not known. */
  address: string;
}

/** Labels of the lesson's own namespace, as a learner's files may name it. */
export const ownNamespace = { 'kubernetes.io/metadata.name': 'default' } as const;

/** The end that is connected to. */
export interface Server extends End {
  port: number;
  /** What the pod calls that port. */
  portNames: readonly string[];
}

/** One rule of a policy, and its path. */
export interface FoundRule {
  policy: Manifest;
  path: string;
  /** The path of what it says about the other end, and about ports. */
  peers: string;
  ports: string;
}

interface Peer {
  podSelector?: LabelSelector | null;
  namespaceSelector?: LabelSelector | null;
  ipBlock?: { cidr?: string; except?: readonly string[] };
}

interface Port {
  port?: number | string;
  endPort?: number;
  protocol?: string;
}

/** The policies of the folder whose `podSelector` fits a pod's labels, whatever their types. */
export function aimedAt(policies: readonly Manifest[], labels: End['labels']): Manifest[] {
  return policies.filter((policy) => selects(policy.get<LabelSelector>('spec.podSelector') ?? {}, labels));
}

/** Whether a policy says something about a direction: without `policyTypes` about Ingress, and about Egress when it has such rules. */
export function isAbout(policy: Manifest, direction: Direction): boolean {
  const types = policy.get<string[]>('spec.policyTypes') ?? [];
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || policy.get<unknown[]>('spec.egress') !== undefined;
}

/** All rules of policies for a direction. */
export function rulesOf(policies: readonly Manifest[], direction: Direction): FoundRule[] {
  const [list, peers] = direction === 'Ingress' ? ['spec.ingress', 'from'] : ['spec.egress', 'to'];
  return policies.flatMap((policy) => (policy.get<unknown[]>(list) ?? []).map((_, n) => ({ policy, path: `${list}[${n}]`, peers: `${list}[${n}].${peers}`, ports: `${list}[${n}].ports` })));
}

/** Whether a rule is about this port; one that names none is about all. */
export function covers({ policy, ports }: FoundRule, { port, portNames }: Pick<Server, 'port' | 'portNames'>): boolean {
  const listed = policy.get<Port[]>(ports) ?? [];
  return listed.length === 0 || listed.some(({ port: from, endPort, protocol = 'TCP' }) => {
    if (protocol !== 'TCP') return false;
    if (from === undefined) return true;
    return typeof from === 'string' ? portNames.includes(from) : port >= from && port <= (endPort ?? from);
  });
}

/** The place in a rule's list of the peer that fits an end; undefined where none does, -1 where the rule fits everybody. */
export function peerOf({ policy, peers }: FoundRule, end: End): number | undefined {
  const listed = policy.get<Peer[]>(peers) ?? [];
  if (listed.length === 0) return -1;
  const found = listed.findIndex((peer) => fits(peer, end));
  return found < 0 ? undefined : found;
}

function fits({ podSelector, namespaceSelector, ipBlock }: Peer, { labels, namespace, own, address }: End): boolean {
  if (ipBlock !== undefined) return isWithin(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr) => isWithin(address, cidr));
  const inNamespace = namespaceSelector === undefined || namespaceSelector === null ? own : selects(namespaceSelector, namespace);
  return inNamespace && (podSelector === undefined || podSelector === null || selects(podSelector, labels));
}

/** Whether an address is one of a range such as `10.244.0.0/16`. */
export function isWithin(address: string, cidr = ''): boolean {
  const [range = '', prefix = ''] = cidr.split('/');
  const kind = isIP(range) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(range) === 0 || isIP(address) !== isIP(range) || !/^\d+$/.test(prefix)) return false;
  const list = new BlockList();
  list.addSubnet(range, Number(prefix), kind);
  return list.check(address, kind);
}
