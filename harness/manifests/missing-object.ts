import { kindNamed } from '../client/kinds.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { nearestName } from '../text/nearest-name.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { nameOf, type OwnName } from './applied/own-names.ts';
import { entryOf, missingFrom, namesOf, type Contract } from './contract.ts';
import { likelyMeant } from './likely-meant.ts';
import type { Manifest, ObjectName } from './manifest.ts';
import { kindAndName } from '../values/kind-and-name.ts';

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
  /** What the learner has told that they call objects of the lesson. */
  names?: readonly OwnName[];
  /** The lesson's own objects, and those of the lessons that it stands on. */
  ours?: () => readonly Manifest[];
}

/** By how many things an object is recognized in what people read. */
const mostTraits = 2;

/**
 * Why an object is missing: which of the learner's own objects is probably meant by it. One whose name the lesson names itself
 * is never meant.
 */
export function missingObject(searched: Searched, kind: string, name: string, lesson: string): LessonFailure {
  const { own, contracts, unread, namespace } = searched;
  const id: ObjectName = `${kind}/${name}`;
  if (namespace !== undefined) return missingInNamespace(searched, namespace, id, lesson);
  const entry = contracts.map((contract) => entryOf(contract, id)).find((found) => found !== undefined);
  const kinds = new Set([kind, ...[entry?.object ?? id, ...(entry?.or ?? [])].map((each) => kindAndName(each).kind)]);
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
    if (unread.length > 0) return t.hints.perhapsUnread(kind, name, lesson, unread.join(', '));
    if (entry === undefined) return t.hints.missingObject(kind, name, lesson);
    const others = [...free].map((each) => each.id);
    return others.length === 0 ? t.hints.missingNamed(kind, name, lesson, entry.for) : t.hints.missingOrRename(kind, name, entry.for, others.join(', '));
  }
}

/**
 * Why an object is missing in a learner's namespace. One of theirs is proposed only where it is what the lesson's own is, or where its name is nearly
 * the same: it may be called as they like, and then they say so.
 */
function missingInNamespace({ own, contracts, names = [], ours = () => [] }: Searched, namespace: string, id: ObjectName, lesson: string): LessonFailure {
  const { kind, name } = kindAndName(id);
  const ids = own.map((each) => each.id);
  const called = nameOf(kind, name, names, (each) => ids.includes(each));
  const entry = contracts.map((contract) => entryOf(contract, id)).find((found) => found !== undefined);
  const kinds = new Set([id, ...(entry === undefined ? [] : [entry.object, ...entry.or])].map((each) => kindAndName(each).kind));
  const named = new Set<string>(contracts.flatMap(namesOf));
  const free = own.filter((each) => kinds.has(each.kind) && !named.has(each.id) && !names.some((told) => told.called === each.name));
  const theirs = ours();
  const isCalled = (each: ObjectName): boolean => names.some((told) => each.endsWith(`/${told.name}`) && ids.includes(`${kindAndName(each).kind}/${told.called}`));
  const wanted = theirs.find((each) => each.id === id) ?? theirs.find((each) => each.id === entry?.object);
  const lacking = contracts.flatMap((contract) => missingFrom(contract, ids)).map(({ object }) => object).filter((each) => !isCalled(each));
  const likely = wanted === undefined ? undefined : likelyMeant(wanted, { free, own, ours: theirs, lacking });
  const near = free.find((each) => each.name === nearestName(name, free.map((other) => other.name)));
  const meant = likely?.manifest ?? near;
  const there = own.filter((each) => kinds.has(each.kind));
  const traits = (likely?.shared ?? []).slice(0, mostTraits).map(({ text }) => text);
  const observed = meant === undefined || traits.length === 0
    ? (there.length === 0 ? t.noneOfKind(kind, own.length === 0 ? t.nothing : ids.join(', ')) : verbatim(listed(kind, there)))
    : t.like(kind, called, `${meant.kind} ${meant.name}`, joinTexts(traits, t.traits.and));
  return new LessonFailure({
    // Who looks at what is named should find something.
    expected: t.named(kind, called), observed, object: meant?.id ?? `${kind}/${called}`, elapsedMs: 0,
    ...(meant === undefined ? {} : { field: 'metadata.name', ...meant.at('metadata.name') }),
    hint: meant === undefined ? (kindNamed(kind)?.namespaced === false ? texts.verify.notYetOnCluster(`${kind}/${called}`, lesson) : texts.verify.notYet(`${kind}/${called}`, lesson, namespace)) : t.hints.isItThat(`${meant.kind} ${meant.name}`, name, meant.name),
  });
}

/** `Deployment web, db`; of another kind by its whole name. */
function listed(kind: string, there: readonly Manifest[]): string {
  const same = there.filter((each) => each.kind === kind).map((each) => each.name);
  const others = there.filter((each) => each.kind !== kind).map((each) => each.id);
  return [...(same.length === 0 ? [] : [`${kind} ${same.join(', ')}`]), ...others].join(', ');
}
