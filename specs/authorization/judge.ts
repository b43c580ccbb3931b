import pLimit from 'p-limit';
import { setTimeout as pause } from 'node:timers/promises';
import type { Right } from '../../harness/client/access-review.ts';
import type { Attempt } from '../../harness/access/attempt.ts';
import type { Blame, Given, Manifest, Subject as Asking } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { nearestName } from '../../harness/text/nearest-name.ts';
import { boundElsewhere, isGroupOfAll, type Bearer } from '../checks/bound-account.ts';
import { isPromised, nameOf, subjects, tried, type Subject } from './matrix.ts';
import { gives, grantsTo, partsOf, roleOf, rulesOf, type Grant, type WrittenRule } from './rules.ts';
import { t } from './texts.ts';

/** Requests to the API server at a time. */
const atOnce = 10;
/** Milliseconds in which the API server has surely taken over roles and bindings, and between two questions. */
const settledMs = 5_000;
const pauseMs = 100;

/** As the API server says that somebody gives more than they have (Kubernetes 1.30 to 1.37). */
export const tooMuch = /is attempting to grant RBAC permissions not currently held/;

/** What became of one right. */
export interface Cell {
  right: Right;
  promised: boolean;
  /** What SelfSubjectAccessReview says. */
  may: boolean;
  /** What became of the request itself. */
  attempt: Attempt;
}

/** Bodies of the requests that need one. */
export type Bodies = (right: Right) => object | undefined;

/**
 * Asks for every right of the matrix, in the name of who has it or not, and tries each by its own request. What is promised and
 * not yet there is asked for again for a while: the API server takes over roles a moment after it has accepted them.
 */
export async function triedBy(subject: Subject, asking: Asking, bodies: Bodies): Promise<Cell[]> {
  const limit = pLimit(atOnce);
  await untilThere(asking, tried.filter((right) => isPromised(subject, right)));
  return await Promise.all(tried.map((right) => limit(async (): Promise<Cell> => {
    const [may, attempt] = [await asking.may(right), await asking.attempt(right, bodies(right))];
    return { right, promised: isPromised(subject, right), may, attempt };
  })));
}

/** Resolves when these rights are there (or no longer, with `allowed` false), or have had their time. */
export async function untilThere(asking: Asking, rights: readonly Right[], allowed = true): Promise<void> {
  const until = performance.now() + settledMs;
  for (const right of rights) while ((await asking.may(right)) !== allowed && performance.now() < until) await pause(pauseMs);
}

/** The same cells, judged by what is promised to somebody else. */
export function asIf(other: Subject, cells: readonly Cell[]): Cell[] {
  return cells.map((cell) => ({ ...cell, promised: isPromised(other, cell.right) }));
}

/** What a cell is, seen from outside: allowed, refused for the missing right, or something else. */
export function outcomeOf({ right, attempt: { status, message } }: Cell): 'allowed' | 'refused' | 'neither' {
  // Who may not is told so before anybody looks whether the object is there.
  if (status === 200 || (status === 404 && message.endsWith('not found'))) return 'allowed';
  return status === 403 && missing(right).test(message) ? 'refused' : 'neither';
}

/** As the API server names the right that is missing (Kubernetes 1.30 to 1.37). */
export function missing(right: Right): RegExp {
  const { verb, group = '' } = right;
  return new RegExp(`cannot ${verb} resource "${RegExp.escape(resourceOf(right))}" in API group "${RegExp.escape(group)}"`);
}

/** Throws LessonFailure about the first right that is not as promised, with how many there are. */
export function requirePromised(given: Given, subject: Subject, cells: readonly Cell[], hint: Text): void {
  const wrong = cells.filter((cell) => cell.may !== cell.promised || outcomeOf(cell) !== (cell.promised ? 'allowed' : 'refused'));
  const [first] = wrong;
  if (first === undefined) return;
  const dangling = grantsTo(given.manifests.all(), subject.bearers).flatMap(({ binding, role }) => (role === undefined ? [t.noRole(`${String(binding.get('roleRef.kind'))}/${String(binding.get('roleRef.name'))}`)] : []));
  const seen = joinTexts([...dangling, t.seen(first.may, first.attempt.status, first.attempt.message)], '; ');
  given.fail({
    ...cause(given.manifests.all(), subject, first), hint,
    expected: (first.promised ? t.may : t.mayNot)(subject.name, nameOf(first.right)),
    observed: wrong.length === 1 ? seen : t.andOthers(seen, wrong.slice(1).map(({ right }) => verbatim(nameOf(right)))),
  });
}

/** What gives too much, or does not give what is promised: a rule, a label, a role, a binding, or whom it names. */
export function cause(manifests: readonly Manifest[], subject: Subject, { right, promised, attempt }: Pick<Cell, 'right' | 'promised'> & Partial<Pick<Cell, 'attempt'>>): Blame {
  const grants = grantsTo(manifests, subject.bearers);
  const toGive = promised && attempt !== undefined && tooMuch.test(attempt.message) ? givesMore(manifests, subject) : undefined;
  return toGive ?? (promised ? lacking(manifests, subject, grants, right) : giving(manifests, grants, right));
}

/** The rule that lets somebody give what they do not have, or should let them; undefined where no role is bound to them. */
export function givesMore(manifests: readonly Manifest[], subject: Subject): Blame | undefined {
  const all = grantsTo(manifests, subject.bearers).flatMap(({ role }) => (role === undefined ? [] : rulesOf(manifests, role)));
  const passes = all.find(({ rule }) => ['bind', 'escalate', '*'].some((verb) => rule.verbs?.includes(verb) === true));
  if (passes !== undefined) return { on: passes.role, field: passes.field };
  return all[0] === undefined ? undefined : { on: all[0].role, field: 'rules' };
}

function giving(manifests: readonly Manifest[], grants: readonly Grant[], right: Right): Blame {
  for (const { binding, role, subject } of grants) {
    const found = role === undefined ? undefined : rulesOf(manifests, role).find(({ rule }) => gives(rule, right));
    if (found === undefined) continue;
    // Where it is right for another whom the binding names, this one should not be there; nor a group of all, of which nobody has everyone in mind.
    const others = subjects.filter((other) => isPromised(other, right) && grantsTo([binding], other.bearers).some((grant) => grant.subject !== subject));
    return others.length > 0 || isGroupOfAll(binding.get<string>(`subjects[${subject}].name`) ?? '') ? { on: binding, field: `subjects[${subject}]` } : { on: found.role, field: found.field };
  }
  const [foreign] = grants.filter(({ role }) => role === undefined);
  return foreign === undefined ? { on: 'Pod/kube-apiserver' } : { on: foreign.binding, field: 'roleRef.name' };
}

function lacking(manifests: readonly Manifest[], subject: Subject, grants: readonly Grant[], right: Right): Blame {
  const lost = grants.find(({ role }) => role === undefined);
  if (lost !== undefined) return { on: lost.binding, field: 'roleRef' };
  const rules = grants.flatMap(({ role }) => (role === undefined ? [] : rulesOf(manifests, role)));
  const aggregated = grants.find(({ role }) => role?.get('aggregationRule') !== undefined)?.role;
  if (aggregated !== undefined) {
    const part = otherWith(manifests, aggregated, right);
    if (part !== undefined && rules.length > 0) return { on: part, field: 'metadata.labels' };
    const empty = partsOf(manifests, aggregated).find((each) => rulesOf(manifests, each).length === 0);
    if (empty !== undefined) return { on: empty, field: 'rules' };
    if (rules.length === 0) return { on: aggregated, field: 'aggregationRule.clusterRoleSelectors' };
  }
  const near = nearestRule(rules, subject, right);
  if (near !== undefined) return near;
  const [bound] = grants;
  if (bound?.role === undefined) return unbound(manifests, subject);
  const isPutTogether = bound.role.kind === 'ClusterRole' && rules.length === 0 && otherWith(manifests, bound.role, right) !== undefined;
  return { on: bound.role, field: isPutTogether ? 'aggregationRule' : 'rules' };
}

/** Another ClusterRole that gives a right. */
function otherWith(manifests: readonly Manifest[], role: Manifest, right: Right): Manifest | undefined {
  return manifests.find((each) => each.kind === 'ClusterRole' && each !== role && rulesOf(manifests, each).some(({ rule }) => gives(rule, right)));
}

/**
 * The rule that lacks little to give a right: it misspells the resource, looks for it in another group, or is that which gives most of what is promised beside it, for
 * that resource or for others of its group.
 */
function nearestRule(rules: readonly WrittenRule[], subject: Subject, right: Right): Blame | undefined {
  const resource = resourceOf(right);
  const misspelt = rules.find(({ rule: { resources = [] } }) => !resources.includes(resource) && nearestName(resource, resources.filter((each) => !known.has(each))) !== undefined);
  if (misspelt !== undefined) return { on: misspelt.role, field: `${misspelt.field}.resources` };
  // What is of no such group is nothing at all: that rule gives nobody anything.
  const astray = rules.find(({ rule: { apiGroups = [], resources = [], verbs = [] } }) => verbs.includes(right.verb) && resources.includes(resource) && !apiGroups.includes('*') && !apiGroups.includes(right.group ?? ''));
  if (astray !== undefined) return { on: astray.role, field: `${astray.field}.apiGroups` };
  const given = (rule: WrittenRule['rule']): number => tried.filter((each) => isPromised(subject, each) && gives(rule, each)).length;
  const about = rules.filter(({ rule }) => rule.resources?.includes(resource) === true || (rule.verbs?.includes(right.verb) === true && rule.apiGroups?.includes(right.group ?? '') === true && given(rule) > 0));
  const [near] = about.toSorted((a, b) => given(b.rule) - given(a.rule));
  if (near === undefined) return undefined;
  const { role, field, rule } = near;
  if (rule.resources?.includes(resource) !== true) return { on: role, field: `${field}.resources` };
  return { on: role, field: rule.verbs?.includes(right.verb) === true ? field : `${field}.verbs` };
}

/** Resources that the lesson names: none of them is another one's misspelling. */
const known = new Set(tried.map(resourceOf));

/** Somebody whom no binding names: the binding to a role with all that is promised, or such a role that no binding gives. */
function unbound(manifests: readonly Manifest[], subject: Subject): Blame {
  const wanted = tried.filter((right) => isPromised(subject, right));
  const suffices = (role: Manifest | undefined): boolean => role !== undefined && wanted.every((right) => rulesOf(manifests, role).some(({ rule }) => gives(rule, right)));
  const bindings = manifests.filter(({ kind }) => kind === 'RoleBinding');
  const astray = subject.person === undefined ? boundElsewhere(manifests, ['RoleBinding'], subject.name) : undefined;
  if (astray !== undefined) return astray;
  // A name that is right says nothing without its kind: a group of that name is another than a user.
  for (const on of bindings) {
    const misnamed = (on.get<Bearer[]>('subjects') ?? []).findIndex(({ kind, name }) => subject.bearers.some((each) => each.name === name) && !subject.bearers.some((each) => each.name === name && each.kind === kind));
    if (misnamed >= 0 && suffices(roleOf(manifests, on))) return { on, field: `subjects[${misnamed}].kind` };
  }
  const binding = bindings.find((each) => suffices(roleOf(manifests, each)));
  if (binding !== undefined) return { on: binding, field: 'subjects' };
  const role = manifests.find((each) => ['Role', 'ClusterRole'].includes(each.kind) && suffices(each) && !bindings.some((given) => roleOf(manifests, given) === each));
  return { on: role ?? `ServiceAccount/${subject.name}` };
}

function resourceOf({ resource, subresource }: Right): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}
