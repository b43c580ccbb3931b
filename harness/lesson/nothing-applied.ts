import { ownId } from '../manifests/applied/own-names.ts';
import { namesOf, type ContractObject } from '../manifests/contract.ts';
import type { Manifests } from '../manifests/manifests.ts';
import { readContract } from '../manifests/read-contract.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.verify;

/**
 * Why a lesson cannot be judged at all: nothing of it is in the learner's namespace. Where an object is there that is probably
 * meant by one of its names, that is told; undefined where at least one of its objects is there.
 */
export function nothingApplied(manifests: Manifests, { lesson, verify, manifests: { contracts, applied } }: RunContext): LessonFailure | undefined {
  const namespace = verify?.namespace ?? '';
  const contract = contracts === undefined ? { lesson, objects: [], fixed: [] } : readContract(contracts, lesson);
  // What the lesson applies later is in a folder alone.
  const live = new Set(applied?.objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`));
  const there = manifests.all().map(({ id }) => id).filter((id) => applied === undefined || live.has(id));
  const names = namesOf(contract);
  const called = names.map((id) => ownId(id, (kind, name) => manifests.called(kind, name)));
  if (names.length === 0 ? there.length > 0 : called.some((id) => there.includes(id))) return undefined;
  for (const { object } of contract.objects.filter(isPromised)) {
    const { kind, name } = kindAndName(object);
    const missing = manifests.missing(kind, name, lesson);
    // It has found one of that kind under another name.
    if (missing.failure.field !== undefined) return missing;
  }
  return new LessonFailure({
    expected: t.nothingOf(lesson, namespace), observed: there.length === 0 ? t.empty : t.isThere(verbatim(there.join(', '))),
    object: `Namespace/${namespace}`, elapsedMs: 0, hint: t.applyHint(lesson, namespace),
  });
}

function isPromised({ level }: ContractObject): boolean {
  return level === 'promise';
}
