import { isDeepStrictEqual } from 'node:util';
import type { Blame, Manifest } from '../../harness/lesson/given.ts';
import { mapSelects } from '../../harness/values/label-selector.ts';
import { runningContainers } from '../checks/containers.ts';
import { aimedAt, covers, isAbout, peerOf, rulesOf, type Direction, type End, type FoundRule, type Server } from './rules.ts';

/** Where a failed connection was to lead, and the object that has its labels. */
export interface Target extends Server {
  pod: Manifest;
  /** The path of the labels. */
  labelsAt: string;
}

type Place = Omit<Blame, 'hint'>;

/** Who is to blame for a policy that nobody has written. */
const folder = 'Folder/17-network-policy';

/** Who may come in at a port: those that a rule of the lesson names. */
export interface Meant {
  /** All clients, and of those the ones that may. */
  all: readonly End[];
  open: readonly End[];
  /** Whether nobody at all may: then a rule that lets in is about the wrong port. */
  toNobody?: boolean;
  /** The other ports of that pod, and who may come in there. */
  others?: readonly { server: Target; open: readonly End[] }[];
}

/** Why somebody comes in who must not, by what is written: the rule that lets in, or the policy that does not select the pod. */
export function blameOfOpen(policies: readonly Manifest[], client: End, server: Target, meant: Meant): Place {
  const aimed = aimedAt(policies, server.labels);
  const closing = aimed.filter((policy) => isAbout(policy, 'Ingress'));
  if (closing.length === 0) return notSelected(policies, aimed, server, 'Ingress');
  const rule = rulesOf(closing, 'Ingress').find((each) => covers(each, server) && peerOf(each, client) !== undefined);
  if (rule === undefined) return { on: closing[0] ?? server.pod, field: 'spec' };
  const { policy } = rule;
  // A rule that is about the port by a name means the port to which the pod has given it.
  const named = meant.toNobody === true ? portNamed(server, namesOf(rule)) : undefined;
  if (named !== undefined) return { on: server.pod, field: named };
  // A rule that names no port is about too many.
  if (meant.toNobody === true || portsOf(rule).length === 0 || isMeantForOther(rule, closing, meant)) return { on: policy, field: rule.ports };
  return { on: policy, field: peerField(rule, client) };
}

/** Why somebody does not come in who may, by what is written: the rule for that port, or that there is none. */
export function blameOfClosed(policies: readonly Manifest[], client: End, server: Target, meant: Meant): Place {
  const leaving = aimedAt(policies, client.labels).filter((policy) => client.own && isAbout(policy, 'Egress'));
  const [shut] = leaving;
  if (shut !== undefined && !rulesOf(leaving, 'Egress').some((rule) => covers(rule, server) && peerOf(rule, server) !== undefined)) {
    // One for all pods that says nothing of the way out was to close the way in.
    const isForAll = Object.keys(shut.get<object>('spec.podSelector') ?? {}).length === 0;
    return { on: shut, field: isForAll && shut.get('spec.egress') === undefined ? 'spec.policyTypes' : 'spec.podSelector' };
  }
  const all = rulesOf(policies, 'Ingress');
  const aimed = aimedAt(policies, server.labels);
  const own = rulesOf(aimed, 'Ingress');
  const forPort = all.filter((rule) => covers(rule, server));
  const reaching = forPort.filter(({ policy }) => aimed.includes(policy));
  const rule = bestOf(reaching, meant);
  if (rule !== undefined) return isAbout(rule.policy, 'Ingress') ? { on: rule.policy, field: rule.peers } : { on: rule.policy, field: 'spec.policyTypes' };
  const [astray] = forPort;
  // Where no rule at all reaches the pod, its labels are others than all policies expect.
  if (astray !== undefined && isLabelledAbove(server, astray.policy)) return { on: server.pod, field: server.labelsAt };
  if (astray !== undefined) return own.length > 0 ? { on: astray.policy, field: 'spec.podSelector' } : notSelected(policies, [], server, 'Ingress');
  const near = nearestFirst(own, server.port);
  const mistyped = near.find((each) => distance(each, server.port) <= slip && isFor(each, meant.all, meant.open));
  const lost = withoutRules(aimed);
  if (mistyped === undefined && lost !== undefined) return { on: lost, field: isBare(lost) ? 'spec' : 'spec.ingress' };
  // What is not opened at all has no rule that could be mistaken.
  if (own.length === 0) return { on: folder };
  // A rule may be for it by a name that the pod gives to another port, or to none.
  const byName = (near[0] === undefined ? 0 : distance(near[0], server.port)) > slip ? own.find((each) => namesOf(each).length > 0) : undefined;
  const elsewhere = byName === undefined ? undefined : portNamed(server, namesOf(byName), slip);
  if (elsewhere !== undefined) return { on: server.pod, field: elsewhere };
  const meantRule = byName ?? bestOf(near, meant);
  return meantRule === undefined ? { on: folder } : { on: meantRule.policy, field: meantRule.ports };
}

/**
 * Of the policies that select a pod the one that was to open something and opens nothing: it selects some pods or says nothing at all, and
 * either another one has closed them already, or none lets anybody in.
 */
function withoutRules(aimed: readonly Manifest[]): Manifest | undefined {
  const closing = aimed.filter((policy) => isAbout(policy, 'Ingress') && rulesOf([policy], 'Ingress').length === 0);
  const some = closing.find((policy) => isBare(policy) || Object.keys(policy.get<object>('spec.podSelector') ?? {}).length > 0);
  return closing.length > 1 || closing.length === aimed.length ? some : undefined;
}

/** Whether nothing is said in a policy: it closes all pods. */
function isBare(policy: Manifest): boolean {
  return policy.get('spec') === undefined || policy.get('spec') === null;
}

/** Whether a rule lets in just those who may come in at another port: then its ports are wrong, if that port has no other rule or it is about both. */
function isMeantForOther(rule: FoundRule, aimed: readonly Manifest[], { all, others = [] }: Meant): boolean {
  return others.some(({ server, open }) => isFor(rule, all, open) && (covers(rule, server) || !areFor(rulesOf(aimed, 'Ingress').filter((each) => covers(each, server)), all, open)));
}

/** Why a pod that is to be shut in still gets out, by what is written. */
export function blameOfWayOut(policies: readonly Manifest[], client: End, server: Target): Place | undefined {
  const about = policies.filter((policy) => policy.get('spec.egress') !== undefined || policy.get<string[]>('spec.policyTypes')?.includes('Egress') === true);
  const closing = aimedAt(policies, client.labels).filter((policy) => isAbout(policy, 'Egress'));
  if (closing.length === 0) {
    const [near] = about;
    if (near === undefined) {
      const bare = policies.find(isBare);
      return bare === undefined ? undefined : { on: bare, field: 'spec' };
    }
    return { on: near, field: aimedAt([near], client.labels).length > 0 ? 'spec.policyTypes' : 'spec.podSelector' };
  }
  const rule = rulesOf(closing, 'Egress').find((each) => covers(each, server) && peerOf(each, server) !== undefined);
  return { on: rule?.policy ?? closing[0] ?? server.pod, field: rule?.path ?? 'spec.egress' };
}

/**
 * Why a pod that may look up names does not, by what is written: the ports of the rule for DNS where it is about another protocol than
 * UDP, which is what is said where nothing is, else its rules.
 */
export function blameOfLookUp(policies: readonly Manifest[], client: End): Place | undefined {
  const closing = aimedAt(policies, client.labels).filter((policy) => isAbout(policy, 'Egress'));
  const forDns = rulesOf(closing, 'Egress').map((rule) => ({ rule, protocols: portsOf(rule).filter(({ port }) => Number(port) === 53).map(({ protocol = 'TCP' }) => protocol) }));
  if (forDns.some(({ protocols }) => protocols.includes('UDP'))) return undefined;
  const other = forDns.find(({ protocols }) => protocols.length > 0)?.rule;
  return other === undefined ? undefined : { on: other.policy, field: other.ports };
}

/** A pod that no policy selects: the policy about its port does not, one is about another direction, or its labels are others. */
function notSelected(policies: readonly Manifest[], aimed: readonly Manifest[], server: Target, direction: Direction): Place {
  const [other] = aimed;
  if (other !== undefined) return { on: other, field: 'spec.policyTypes' };
  const forPort = [...new Set(rulesOf(policies, direction).filter((rule) => covers(rule, server)).map(({ policy }) => policy))];
  const [only] = forPort;
  // A selector that other policies have as well is no slip of this one.
  const isAlone = only !== undefined && forPort.length === 1 && !policies.some((policy) => policy !== only && rulesOf([policy], direction).length > 0 && isDeepStrictEqual(policy.get('spec.podSelector'), only.get('spec.podSelector')));
  if (isAlone) return { on: only, field: 'spec.podSelector' };
  if (forPort.length > 0) return { on: server.pod, field: server.labelsAt };
  const general = policies.find((policy) => isAbout(policy, direction) && rulesOf([policy], direction).length === 0);
  return general === undefined ? { on: folder } : { on: general, field: 'spec.podSelector' };
}

/** Whether the labels that a policy selects stand at a workload and not at its pods. */
function isLabelledAbove({ pod, labels, labelsAt }: Target, policy: Manifest): boolean {
  const wanted = policy.get<Record<string, string>>('spec.podSelector.matchLabels');
  return labelsAt !== 'metadata.labels' && mapSelects(wanted, pod.labels) && !mapSelects(wanted, labels);
}

/** By how much a port that is mistyped differs at most. */
const slip = 10;

/** Rules with the port that is nearest to one first. */
function nearestFirst(rules: readonly FoundRule[], port: number): FoundRule[] {
  return rules.toSorted((a, b) => distance(a, port) - distance(b, port));
}

function distance(rule: FoundRule, to: number): number {
  return Math.min(...portsOf(rule).map(({ port }) => (typeof port === 'number' ? Math.abs(port - to) : Number.MAX_SAFE_INTEGER)));
}

function portsOf({ policy, ports }: FoundRule): { port?: number | string; protocol?: string }[] {
  return policy.get<{ port?: number | string; protocol?: string }[]>(ports) ?? [];
}

/** The names by which a rule is about ports. */
function namesOf(rule: FoundRule): string[] {
  return portsOf(rule).flatMap(({ port }) => (typeof port === 'string' ? port : []));
}

/** Whether a rule lets in just these. */
function isFor(rule: FoundRule, all: readonly End[], open: readonly End[]): boolean {
  return all.every((end) => (peerOf(rule, end) !== undefined) === open.includes(end));
}

/** Whether rules together let in just these: those of one port may be written one by one. */
function areFor(rules: readonly FoundRule[], all: readonly End[], open: readonly End[]): boolean {
  return all.every((end) => rules.some((rule) => peerOf(rule, end) !== undefined) === open.includes(end));
}

/** Of several rules the one whose peers are those that may come in; else the first. */
function bestOf(rules: readonly FoundRule[], { all, open }: Meant): FoundRule | undefined {
  return rules.find((rule) => isFor(rule, all, open)) ?? rules[0];
}

/** Where a pod gives one of these names to its port, or to one that is as near as that; undefined where it does not. */
function portNamed({ pod, port: number }: Target, names: readonly string[], within = 0): string | undefined {
  for (const { path, container } of runningContainers(pod)) {
    const n = container.ports?.findIndex(({ name, containerPort }) => Math.abs(containerPort - number) <= within && names.includes(name ?? '')) ?? -1;
    if (n >= 0) return `${path}.ports[${n}].containerPort`;
  }
  return undefined;
}

function peerField(rule: FoundRule, end: End): string {
  const place = peerOf(rule, end) ?? -1;
  return place < 0 ? rule.peers : `${rule.peers}[${place}]`;
}
