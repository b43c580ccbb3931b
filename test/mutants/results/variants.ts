import type { CorpusCase } from '../../../harness/mutants/corpus/corpus-case.ts';
import type { Mutant } from '../../../harness/mutants/mutant.ts';
import type { NeutralChange } from '../../../harness/mutants/neutral/neutral-change.ts';

/** A mutant of 02, or of another lesson, that can be run. */
export const variant = (id: string, more: Partial<Mutant> = {}): Mutant => ({
  fullId: `${more.lesson ?? '02-logging'}/${id}`, lesson: '02-logging', id, object: { kind: 'Pod', name: 'counter' }, changes: [], standsFor: 'It is forgotten.', category: 'probe', source: 'listed', names: [], ...more,
} as Mutant);

export const change = (id: string): NeutralChange => ({ fullId: `02-logging/${id}`, lesson: '02-logging', id, category: 'listed', object: 'Pod/counter', field: '', standsFor: '', source: 'listed', listed: variant(id) });

export const corpusCase = (id: string): CorpusCase => ({ fullId: `02-logging/${id}`, lesson: '02-logging', id, object: variant('x').object, changes: [], standsFor: '', source: '', passes: false, level: 'promise', names: [] });
