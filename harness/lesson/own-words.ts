import type { RunContext } from '../lesson-process/run-context.ts';
import { inOwnNames, nameOf } from '../manifests/applied/own-names.ts';
import { namesOf } from '../manifests/contract.ts';
import { readContracts } from '../manifests/read-contract.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Failure } from '../verdict/results.ts';
import { kindAndName } from '../values/kind-and-name.ts';

type About = Pick<RunContext, 'manifests'>;

/** A text that speaks of the lesson's objects, with the names that the learner has told in their place. */
export function inOwnNamesOf({ manifests: { applied, contracts } }: About, text: string): string {
  const { names = [], objects = [] } = applied ?? {};
  if (names.length === 0 || contracts === undefined) return text;
  const there = new Set(objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`));
  return idsIn(contracts).reduce((told, id) => {
    const { kind, name } = kindAndName(id);
    return inOwnNames(told, id, nameOf(kind, name, names, (each) => there.has(each)));
  }, text);
}

/** Names of all lessons' objects, by the folder of their contracts. */
const known = new Map<string, readonly ObjectName[]>();

function idsIn(contracts: string): readonly ObjectName[] {
  const ids = known.get(contracts) ?? [...new Set(readContracts(contracts).flatMap(namesOf))];
  known.set(contracts, ids);
  return ids;
}

/** Changes what a failure expects and advises, in place: what was observed is the learner's own already. */
export function tellInOwnNames(failure: Failure, about: About): void {
  if ((about.manifests.applied?.names ?? []).length === 0) return;
  for (const each of [failure, ...(failure.others ?? [])]) {
    each.expected = inOwnNamesOf(about, each.expected);
    each.hint = inOwnNamesOf(about, each.hint);
    each.ja = { ...each.ja, expected: inOwnNamesOf(about, each.ja.expected), hint: inOwnNamesOf(about, each.ja.hint) };
  }
}
