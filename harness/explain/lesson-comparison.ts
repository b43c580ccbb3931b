import type { KubeObject } from '../client/objects.ts';
import { formatPath, isMap, namePath, type Step } from '../values/field-path.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import type { Position } from '../manifests/position.ts';
import { align, type AlignedPair } from './align.ts';
import { canonical } from './canonical.ts';
import { cannotMatter, surroundingsOf, type Surroundings } from './cannot-matter.ts';
import { compare, differencesIn, merge, type CompareOptions, type Comparison, type Difference } from './comparison.ts';
import { firstDifferentLine } from './first-different-line.ts';
import { isAllowedName, pairObjects, type FixedNames } from './pair-objects.ts';

/** One place in which a learner's manifests differ from the lesson's own. */
export interface LessonDifference {
  difference: Difference;
  /** As the learner calls it; ours where the learner has no such object. */
  object: ObjectName;
  /** The same object as the lesson's own manifests call it; absent: they have none. */
  ourName?: ObjectName;
  /** As people read it; absent: the whole object. */
  field?: string;
  file?: string;
  line?: number;
  /** Both objects, as they are written. */
  objects: { ours?: KubeObject; theirs?: KubeObject };
}

/** An object to be applied, and the lesson in whose folder it stands. */
export interface PlacedObject {
  lesson: string;
  object: KubeObject;
}

interface ComparedPair extends AlignedPair {
  comparison: Comparison;
}

export interface ComparisonOptions {
  /** Names that the lesson's text tells to use, each with those that do as well; a name that is not among them is free. */
  fixed?: FixedNames;
  /** Other values that it tells to use, names of containers among them; absent: each is. */
  fixedValues?: ReadonlySet<string>;
  /** Take everything for a difference, also what cannot matter. */
  strict?: boolean;
}

/** A learner's objects beside the lesson's own. */
export class LessonComparison {
  /** All that may matter, in the order of the lesson's own manifests. */
  readonly differences: readonly LessonDifference[];
  readonly #pairs: readonly ComparedPair[];

  /**
   * @param ours the lesson's own
   */
  constructor(ours: readonly Manifest[], theirs: readonly Manifest[], { fixed = 'all', fixedValues, strict = false }: ComparisonOptions = {}) {
    const pairs = pairObjects(ours, theirs, fixed);
    const aligned = strict ? { pairs: pairs.map((pair) => ({ ...pair, ...asWritten(pair) })), written: new WeakMap<object, readonly Step[]>(), portNamesMatter: true } : align(pairs, fixed);
    const around = surroundingsOf(aligned, fixedValues);
    this.#pairs = aligned.pairs.map((pair) => ({ ...pair, comparison: comparePair(pair, { written: aligned.written, everyOrder: strict }) }));
    this.differences = this.#pairs.flatMap((pair) => differencesIn(pair.comparison).filter((each) => strict || !(isIdle(pair, each, around) || hasAllowedName(pair, each, fixed))).map((each) => located(pair, each)));
  }

  /** The objects of both sides, as they are written. */
  get objects(): KubeObject[] {
    return this.#pairs.flatMap(({ ours, theirs }) => [theirs, ours]).flatMap((manifest) => (manifest === undefined ? [] : [manifest.object]));
  }

  /** The lesson's own objects, with these differences taken from the learner's. */
  with(taken: readonly LessonDifference[]): PlacedObject[] {
    const chosen = new Set(taken.map(({ difference }) => difference));
    return this.#pairs.flatMap(({ ours, theirs, comparison }) => {
      const object = merge(comparison, chosen);
      return isMap(object) ? [{ lesson: (ours ?? theirs)?.lesson ?? '', object: object }] : [];
    });
  }
}

function asWritten({ ours, theirs }: AlignedPair): Pick<AlignedPair, 'a' | 'b'> {
  const written = (manifest: Manifest): KubeObject => canonical(manifest, { keepsNamespace: true });
  return { ...(ours === undefined ? {} : { a: written(ours) }), ...(theirs === undefined ? {} : { b: written(theirs) }) };
}

function isIdle({ ours, theirs }: AlignedPair, difference: Difference, around: Surroundings): boolean {
  return cannotMatter((theirs ?? ours)?.kind ?? '', difference, around);
}

function hasAllowedName({ ours, theirs }: AlignedPair, { keys }: Difference, fixed: FixedNames): boolean {
  return keys.join('.') === 'metadata.name' && ours !== undefined && theirs !== undefined && isAllowedName(ours.id, theirs.id, fixed);
}

function comparePair({ a, b }: AlignedPair, options: CompareOptions): Comparison {
  if (a?.kind === undefined || b?.kind === undefined || a.kind === b.kind) return compare((a ?? b)?.kind ?? '', a, b, options);
  return compareKinds(a as Record<string, unknown>, b as Record<string, unknown>, options);
}

/** Workloads of two kinds: their pods can be compared, all else can only be taken as a whole. */
function compareKinds(a: Record<string, unknown>, b: Record<string, unknown>, options: CompareOptions): Comparison {
  const difference: Difference = { keys: ['kind'], ours: { path: [{ key: 'kind' }], value: a['kind'] }, theirs: { path: [{ key: 'kind' }], value: b['kind'] } };
  const shared = ({ metadata, spec }: Record<string, unknown>): object => ({ metadata, spec: isMap(spec) ? { template: spec['template'], selector: spec['selector'] } : {} });
  const inner = compare(String(b['kind']), shared(a), shared(b), options);
  const rest = (object: Record<string, unknown>, names: readonly string[]): object => Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
  const specRest = (object: Record<string, unknown>): object => (isMap(object['spec']) ? rest(object['spec'], ['template', 'selector']) : {});
  const entries = inner.is === 'map' ? inner.entries : [];
  return {
    is: 'map',
    entries: entries.map(([key, each]) => [key, key === 'spec' && each.is === 'map' ? { ...each, together: { difference, ours: specRest(a), theirs: specRest(b) } } : each] as const),
    together: { difference, ours: rest(a, ['metadata', 'spec']), theirs: rest(b, ['metadata', 'spec']) },
  };
}

function located({ ours, theirs }: AlignedPair, difference: Difference): LessonDifference {
  const isTheirs = theirs !== undefined && (difference.theirs.value !== undefined || ours === undefined);
  const [owner, side] = isTheirs ? [theirs, difference.theirs] : [ours ?? theirs, difference.ours];
  const shown = owner === undefined ? [] : namePath(owner.object, asWrittenIn(owner, side.path));
  // Of what is missing the learner's part is named as the learner names it.
  const around = theirs === undefined || isTheirs ? [] : namePath(theirs.object, asWrittenIn(theirs, difference.theirs.path));
  const field = shown.length === 0 ? undefined : formatPath([...around, ...shown.slice(around.length)]);
  return {
    difference,
    object: (theirs ?? ours)?.id ?? '/',
    objects: { ...(ours === undefined ? {} : { ours: ours.object }), ...(theirs === undefined ? {} : { theirs: theirs.object }) },
    ...(ours === undefined ? {} : { ourName: ours.id }),
    ...(field === undefined ? {} : { field }),
    ...(theirs === undefined ? {} : placeIn(theirs, difference)),
  };
}

/** Of a script the line that differs. */
function placeIn(theirs: Manifest, { ours, theirs: { path, value } }: Difference): Partial<Position> {
  const written = formatPath(asWrittenIn(theirs, path));
  const line = firstDifferentLine(value, ours.value);
  return (line === undefined ? undefined : theirs.lineOf(written, line)) ?? theirs.at(written);
}

/** Where data of a Secret is written: what is compared is all in `data`. */
function asWrittenIn({ kind, object }: Manifest, path: Difference['theirs']['path']): Difference['theirs']['path'] {
  const [first, second] = path;
  const { data, stringData } = object as { data?: unknown; stringData?: unknown };
  if (kind !== 'Secret' || first === undefined || !('key' in first) || first.key !== 'data' || !isMap(stringData)) return path;
  const isString = data === undefined || (second !== undefined && 'key' in second && stringData[second.key] !== undefined);
  return isString ? [{ key: 'stringData' }, ...path.slice(1)] : path;
}
