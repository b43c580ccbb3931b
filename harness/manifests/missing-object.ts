import { verbatim, type Text } from '../text/language.ts';
import { nearestName } from '../text/nearest-name.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { entryOf, namesOf, type Contract } from './contract.ts';
import type { Manifest, ObjectName } from './manifest.ts';

const t = texts.manifests;

/** What is known when an object is looked for in vain. */
export interface Searched {
  /** The objects of the learner's own folders: nobody is asked to rename what another folder lends. */
  own: readonly Manifest[];
  /** What the lesson and those that it stands on name. */
  contracts: readonly Contract[];
  /** Files that are there and not read, with their folder. */
  unread: readonly string[];
  /** The namespace in which they are looked for, where that is no folder. */
  namespace?: string;
}

/**
 * Why an object is missing: which of the learner's own objects is probably meant by it. One whose name the lesson names itself
 * is never meant.
 */
export function missingObject({ own, contracts, unread, namespace }: Searched, kind: string, name: string, lesson: string): LessonFailure {
  const id: ObjectName = `${kind}/${name}`;
  const entry = contracts.map((contract) => entryOf(contract, id)).find((found) => found !== undefined);
  const kinds = new Set([kind, ...[entry?.object ?? id, ...(entry?.or ?? [])].map((each) => each.split('/')[0] ?? '')]);
  const named = new Set(contracts.flatMap(namesOf));
  const there = own.filter((each) => kinds.has(each.kind));
  const free = there.filter((each) => !named.has(each.id));
  const near = nearestName(name, free.map((each) => each.name));
  const [only] = free.length === 1 && entry !== undefined ? free : [];
  const meant = free.find((each) => each.name === near) ?? only;
  return new LessonFailure({
    expected: t.named(kind, name),
    observed: there.length === 0 ? t.noneOfKind(kind, own.length === 0 ? t.nothing : own.map((each) => each.id).join(', ')) : verbatim(listed(kind, there)),
    object: id,
    ...(meant === undefined ? {} : { field: 'metadata.name', ...meant.at('metadata.name') }),
    elapsedMs: 0,
    hint: hintFor(),
  });

  function hintFor(): Text {
    if (meant !== undefined) return entry === undefined ? t.hints.didYouMean(meant.name) : t.hints.rename(meant.id, name, entry.for);
    if (namespace !== undefined) return texts.verify.notYet(id, lesson, namespace);
    if (unread.length > 0) return t.hints.perhapsUnread(kind, name, lesson, unread.join(', '));
    if (entry === undefined) return t.hints.missingObject(kind, name, lesson);
    const others = [...free].map((each) => each.id);
    return others.length === 0 ? t.hints.missingNamed(kind, name, lesson, entry.for) : t.hints.missingOrRename(kind, name, entry.for, others.join(', '));
  }
}

/** `Deployment web, db`; of another kind by its whole name. */
function listed(kind: string, there: readonly Manifest[]): string {
  const same = there.filter((each) => each.kind === kind).map((each) => each.name);
  const others = there.filter((each) => each.kind !== kind).map((each) => each.id);
  return [...(same.length === 0 ? [] : [`${kind} ${same.join(', ')}`]), ...others].join(', ');
}
