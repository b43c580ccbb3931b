import type { MutantsOptions } from './mutants-options.ts';
import { nearestName } from '../text/nearest-name.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { sample, shardOf } from './choose.ts';
import type { CorpusCase } from './corpus/corpus-case.ts';
import type { Mutant, NamedVariant } from './mutant.ts';
import type { NeutralChange } from './neutral/neutral-change.ts';
import { texts } from '../text/texts.ts';

/** What a run of mutants does, and what it only reports. */
export interface Selected {
  /** Of a sample of everything also cases of the corpus. */
  toRun: (Mutant | CorpusCase)[];
  /** Nobody can see these: they are run when asked for, by their ids or by `--equivalent`. */
  equivalent: Mutant[];
}

/** What a run is chosen by, beside its options. */
export interface Choice {
  /** About how long a lesson takes when nothing fails. */
  secondsOf: (lesson: string) => number;
  /** Whether an earlier run has not said yet what becomes of it; absent: of nothing. */
  isLeft?: (fullId: string) => boolean;
}

/** The mutants that the command line asks for. Throws {@link EnvironmentError} for an id or a category that nothing has. */
export function selectMutants(all: readonly Mutant[], options: MutantsOptions, categories: readonly string[], choice: Choice, cases: readonly CorpusCase[] = []): Selected {
  for (const category of options.categories) {
    if (!categories.includes(category)) throw unknown('category', category, categories);
  }
  const chosen = all.filter(({ category }) => options.categories.length === 0 || options.categories.includes(category));
  const asked = byId(chosen, all, options.ids);
  if (options.ids.length > 0) return { toRun: limited(asked, options, choice), equivalent: [] };
  const [equivalent, others] = [asked.filter((mutant) => mutant.equivalent !== undefined), asked.filter((mutant) => mutant.equivalent === undefined)];
  if (options.equivalent) return { toRun: limited(equivalent, options, choice), equivalent: [] };
  // Of a sample or a part they are not part: those who put parts together would count them again and again.
  const whole = options.sample === undefined && (options.shard?.index ?? 1) === 1;
  const mixed = options.sample === undefined || options.categories.length > 0 ? others : [...others, ...cases];
  return { toRun: limited<Mutant | CorpusCase>(mixed, options, choice), equivalent: whole ? equivalent : [] };
}

/** The cases of the corpus that the command line asks for. Throws {@link EnvironmentError} for an id that none has. */
export function selectCases(all: readonly CorpusCase[], options: MutantsOptions, choice: Choice): CorpusCase[] {
  return limited(byId(all, all, options.ids), options, choice);
}

/** The neutral changes that the command line asks for; their categories are named by themselves, or by an operator. Throws {@link EnvironmentError}. */
export function selectNeutral(all: readonly NeutralChange[], options: MutantsOptions, choice: Choice): NeutralChange[] {
  const kindsOf = (change: NeutralChange): string[] => [change.category, ...(change.source === 'operator' ? [change.equivalence.operator] : [])];
  const known = [...new Set(all.flatMap(kindsOf))].sort();
  for (const category of options.categories) if (!known.includes(category)) throw unknown('category', category, known);
  const chosen = all.filter((change) => options.categories.length === 0 || kindsOf(change).some((kind) => options.categories.includes(kind)));
  return limited(byId(chosen, all, options.ids), options, choice);
}

function byId<V extends NamedVariant>(chosen: readonly V[], all: readonly V[], ids: readonly string[]): V[] {
  const isMeant = (variant: V, id: string): boolean => variant.fullId === id || variant.id === id;
  for (const id of ids) {
    if (!all.some((variant) => isMeant(variant, id))) throw unknown('id', id, all.map((variant) => (id.includes('/') ? variant.fullId : variant.id)));
  }
  return chosen.filter((variant) => ids.length === 0 || ids.some((id) => isMeant(variant, id)));
}

function limited<V extends NamedVariant>(chosen: readonly V[], { sample: size, seed, shard }: MutantsOptions, { secondsOf, isLeft = () => true }: Choice): V[] {
  if (chosen.length === 0) throw new EnvironmentError('mutants', texts.mutants.errors.nothing, texts.mutants.errors.leaveOut);
  // First what the same command would run without an earlier run: that is gone on with.
  const left = shardOf(inTurns(size === undefined ? chosen : sample(chosen, size, seed, secondsOf), secondsOf), shard).filter(({ fullId }) => isLeft(fullId));
  if (left.length === 0) throw new EnvironmentError('--resume', texts.mutants.errors.nothingLeft, texts.mutants.errors.keepIt);
  return left;
}

/** Lessons take turns, one that takes long after one that does not, so that those that weigh much do not all run at once. */
function inTurns<V extends NamedVariant>(variants: readonly V[], secondsOf: Choice['secondsOf']): V[] {
  const lessons = [...Map.groupBy(variants, ({ lesson }) => lesson)].sort(([a], [b]) => secondsOf(a) - secondsOf(b)).map(([, own]) => own);
  const half = Math.ceil(lessons.length / 2);
  const queues = Array.from({ length: half }, (_, place) => [lessons[place], lessons[place + half]]).flat().filter((queue) => queue !== undefined);
  const longest = Math.max(...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) => queues.flatMap((queue) => queue[round] ?? [])).flat();
}

/** How many names a list of what exists shows at most. */
const shown = 30;

function unknown(what: string, asked: string, known: readonly string[]): EnvironmentError {
  const meant = nearestName(asked, known);
  const list = known.length > shown ? `${known.slice(0, shown).join(', ')} … (${known.length} in all; mutants/*.yaml has those that are written)` : known.join(', ');
  return new EnvironmentError(`--${what}`, meant === undefined ? texts.mutants.errors.unknown(what, asked) : texts.mutants.errors.unknownNear(what, asked, meant), texts.mutants.errors.thereAre(list));
}
