import pLimit from 'p-limit';
import { setTimeout as pause } from 'node:timers/promises';
import type { Right } from '../../harness/client/access-review.ts';
import type { Attempt } from '../../harness/access/attempt.ts';
import type { Blame, Given, Manifest, Subject as Asking } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { isPromised, nameOf, tried, type Subject } from './matrix.ts';
import { gives, grantsTo, rulesOf } from './rules.ts';
import { t } from './texts.ts';

/** Requests to the API server at a time. */
const atOnce = 10;
/** Milliseconds in which the API server has surely taken over roles and bindings, and between two questions. */
const settledMs = 5_000;
const pauseMs = 100;

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
  if (status === 200) return 'allowed';
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
  const seen = t.seen(first.may, first.attempt.status, first.attempt.message);
  given.fail({
    ...cause(given.manifests.all(), subject, first), hint,
    expected: (first.promised ? t.may : t.mayNot)(subject.name, nameOf(first.right)),
    observed: wrong.length === 1 ? seen : t.andOthers(seen, wrong.slice(1).map(({ right }) => verbatim(nameOf(right)))),
  });
}

/** The rule that gives what is too much; or what lacks a right that is promised: a rule, a role, a binding, or its subjects. */
export function cause(manifests: readonly Manifest[], subject: Subject, { right, promised }: Pick<Cell, 'right' | 'promised'>): Blame {
  const grants = grantsTo(manifests, subject.bearers);
  const rules = grants.flatMap(({ role }) => (role === undefined ? [] : rulesOf(manifests, role)));
  const giving = rules.find(({ rule }) => gives(rule, right));
  if (giving !== undefined) return { on: giving.role, field: giving.field };
  const lost = grants.find(({ role }) => role === undefined);
  if (lost !== undefined) return { on: lost.binding, field: 'roleRef' };
  // Of a rule about the same resource some verb is missing, or the name is another.
  const near = rules.find(({ rule }) => rule.resources?.includes(resourceOf(right)) === true);
  if (near !== undefined) return { on: near.role, field: near.rule.verbs?.includes(right.verb) === true ? near.field : `${near.field}.verbs` };
  const [bound] = grants;
  if (bound?.role !== undefined) return { on: bound.role, field: bound.role.get('aggregationRule') === undefined ? 'rules' : 'aggregationRule' };
  const binding = promised ? nearest(manifests, subject) : undefined;
  return binding === undefined ? { on: `ServiceAccount/${subject.name}` } : { on: binding, field: 'subjects' };
}

/** The binding whose role gives most of what is promised to somebody, and least beside it; undefined where none gives any of it. */
function nearest(manifests: readonly Manifest[], subject: Subject): Manifest | undefined {
  const scored = manifests.filter(({ kind }) => kind === 'RoleBinding').map((binding) => {
    const role = manifests.find(({ kind, name }) => kind === binding.get('roleRef.kind') && name === binding.get('roleRef.name'));
    const rules = role === undefined ? [] : rulesOf(manifests, role);
    const given = tried.filter((right) => rules.some(({ rule }) => gives(rule, right)));
    const promised = given.filter((right) => isPromised(subject, right)).length;
    return { binding, promised, score: 2 * promised - given.length };
  });
  return scored.filter(({ promised }) => promised > 0).toSorted((one, other) => other.score - one.score)[0]?.binding;
}

function resourceOf({ resource, subresource }: Right): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}
