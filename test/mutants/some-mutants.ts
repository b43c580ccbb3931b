import type { MutantResult, MutantsReport } from '../../harness/mutants/mutant-results.ts';

/** A mutant of 02 that was killed, and named its field. */
export const mutant = (id: string, more: Partial<MutantResult> = {}): MutantResult => ({
  id: `02-logging/${id}`, lesson: '02-logging', category: 'probe', source: 'listed', object: 'Pod/counter', field: 'spec.x', status: 'killed', slow: false, by: 'apply',
  message: 'Pod/counter spec.x: expected <a>, observed b', namesField: true, durationMs: 8_000, standsFor: 'It is forgotten.', ...more,
});

/** A run on one day. */
export const report = (mutants: MutantResult[], more: Partial<MutantsReport> = {}): MutantsReport => ({
  schema: 1, startedAt: '2026-11-23T00:00:00.000Z', revision: 'abc1234', durationMs: 20_000, exitCode: 0, seed: 's', score: null, named: null,
  neutral: { passed: 0, total: 0, failed: [], changes: [] }, mutants, errors: [], leftovers: [], ...more,
});
