import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { mapSelects, selectorText, type LabelSelector } from '../../harness/values/label-selector.ts';
import { aimedAt, covers, isAbout, ownNamespace, peerOf, rulesOf, type Direction, type End, type FoundRule, type Server } from './rules.ts';
import { t } from './texts.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods that are connected to, at one of their ports. */
export interface Door extends Pick<Server, 'port' | 'portNames'> {
  labels: Labels;
}

/** What a look-up of a name connects to. */
const dns = { port: 53, portNames: ['dns', 'dns-tcp'] };

/**
 * The NetworkPolicy of the folder that keeps a client from a pod, as it is written; undefined where none surely does. It explains
 * a connection that has failed, and is no verdict: what a rule says by addresses or about other namespaces may let the client in.
 *
 * @param client labels of a pod of the same namespace; undefined for one of another, such as the ingress controller
 * @param silent whether nothing answered at all, as where a policy drops what it does not let in: then a rule about certain
 * namespaces is taken for one about others
 */
export function closingPolicy(policies: readonly Manifest[], client: Labels | undefined, server: Door, silent = false): Blame | undefined {
  const closing = (direction: Direction, labels: Labels, lets: (rule: FoundRule) => boolean): Manifest | undefined => {
    const about = aimedAt(policies, labels).filter((policy) => isAbout(policy, direction));
    return rulesOf(about, direction).some(lets) ? undefined : about[0];
  };
  const spaces = namespacesOf(policies);
  const shut = closing('Ingress', server.labels, (rule) => covers(rule, server) && mayFit(rule, client, spaces, silent));
  if (shut !== undefined) return { on: shut, field: 'spec.ingress', hint: t.closing.shut(shut.name, words(server.labels), client === undefined ? t.closing.otherNamespace : words(client), String(server.port)) };
  if (client === undefined) return undefined;
  const kept = closing('Egress', client, (rule) => covers(rule, server) && mayFit(rule, server.labels, spaces, false));
  if (kept !== undefined) return { on: kept, field: 'spec.egress', hint: t.closing.kept(kept.name, words(client), words(server.labels), String(server.port)) };
  const mute = closing('Egress', client, leadsToDns);
  return mute === undefined ? undefined : { on: mute, field: 'spec.egress', hint: t.closing.mute(mute.name, words(client)) };
}

/** The same of the policies that are in the namespace now. */
export async function policyInTheWay(given: Given, client: Labels, server: Door): Promise<Blame | undefined> {
  const written = given.manifests.all('NetworkPolicy');
  if (written.length === 0) return undefined;
  const names = (await given.list('networking.k8s.io/v1', 'NetworkPolicy')).map(({ metadata }) => metadata?.name);
  return closingPolicy(written.filter(({ name }) => names.includes(name)), client, server);
}

/** The labels of the pods of the folder that a Service selects. */
export function labelsBehind(given: Given, service: Manifest): Labels {
  const all = given.manifests.all().map((each) => each.get<Labels>(each.kind === 'Pod' ? 'metadata.labels' : 'spec.template.metadata.labels') ?? {});
  return all.find((labels) => mapSelects(service.get('spec.selector'), labels)) ?? service.get<Labels>('spec.selector') ?? {};
}

/** The labels that the namespace of the policies may have: learners' files call it by its name, or leave it to kubectl. */
function namespacesOf(policies: readonly Manifest[]): Labels[] {
  const names = policies.map((policy) => policy.get<string>('metadata.namespace')).filter((name) => name !== undefined);
  return [ownNamespace, ...names.map((name) => ({ ...ownNamespace, 'kubernetes.io/metadata.name': name }))];
}

function mayFit(rule: FoundRule, labels: Labels | undefined, spaces: readonly Labels[], silent: boolean): boolean {
  const peers = rule.policy.get<{ namespaceSelector?: LabelSelector | null; ipBlock?: unknown }[]>(rule.peers) ?? [];
  if (peers.some(({ ipBlock }) => ipBlock !== undefined)) return true;
  if (labels === undefined) return peers.length === 0 || peers.some(({ namespaceSelector }) => namespaceSelector !== undefined && namespaceSelector !== null && (!silent || selectorText(namespaceSelector) === ''));
  return spaces.some((namespace) => peerOf(rule, { labels, namespace, own: true, address: '' } satisfies End) !== undefined);
}

/** Whether a rule lets look-ups out: by UDP, which they begin with. */
function leadsToDns({ policy, ports }: FoundRule): boolean {
  const listed = policy.get<{ port?: number | string; endPort?: number; protocol?: string }[]>(ports) ?? [];
  return listed.length === 0 || listed.some(({ port, endPort, protocol = 'TCP' }) => protocol === 'UDP'
    && (port === undefined || (typeof port === 'string' ? dns.portNames.includes(port) : dns.port >= port && dns.port <= (endPort ?? port))));
}

function words(labels: Labels): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(', ');
}
