interface Counts { killed: number; slow: number; survived: number; rejected: number; equivalent: number; error: number }

/** What a run of mutants prints. Ids, what a mutant stands for and messages of failures are as they stand in `mutants.json`. */
export const mutants = {
  statuses: { killed: 'killed', survived: 'survived', rejected: 'rejected', equivalent: 'equivalent', error: 'error', passed: 'passed', failed: 'failed' },
  columns: { lesson: 'lesson', category: 'category', slow: 'slow', score: 'score', named: 'named', all: 'all' },
  notNamed: 'does not name the field',
  neutralChanges: (count: number) => (count === 1 ? '1 neutral change' : `${count} neutral changes`),
  mutants: (count: number) => (count === 1 ? '1 mutant' : `${count} mutants`),
  sampled: (mutants: string, seed: string) => `${mutants}, sampled by the seed ${seed}`,
  bad: 'Survived, or killed though called equivalent:',
  notJudged: 'Could not be judged:',
  neutralFailed: 'Neutral changes that failed:',
  neutralPassed: (passed: number, total: number) => `neutral changes: ${passed} of ${total} passed`,
  score: (score: string, { killed, slow, survived, rejected, equivalent, error }: Counts, named: string) =>
    `score ${score}: ${killed} killed (${slow} slow), ${survived} survived, ${rejected} rejected, ${equivalent} equivalent, ${error} errors; ${named} of the failures name object and field`,
  noneRun: 'no mutant was run',
  times: (seed: string, all: string, each: string) => `seed ${seed}; ${all} in all, ${each} each`,
} as const;
