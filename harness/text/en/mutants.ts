interface Counts { killed: number; slow: number; survived: number; rejected: number; equivalent: number; error: number }

/** What a run of mutants prints. Ids, what a mutant stands for and messages of failures are as they stand in `mutants.json`. */
export const mutants = {
  statuses: { killed: 'killed', survived: 'survived', rejected: 'rejected', equivalent: 'equivalent', error: 'error', passed: 'passed', failed: 'failed' },
  columns: { lesson: 'lesson', category: 'category', slow: 'slow', score: 'score', named: 'named', all: 'all' },
  notNamed: 'does not name the field',
  neutralChanges: (count: number) => (count === 1 ? '1 neutral change' : `${count} neutral changes`),
  inBatches: (changes: string, batches: number, seed: string) => `${changes} in ${batches === 1 ? '1 batch' : `${batches} batches`}, put together by the seed ${seed}`,
  mutants: (count: number) => (count === 1 ? '1 mutant' : `${count} mutants`),
  sampled: (mutants: string, seed: string) => `${mutants}, sampled by the seed ${seed}`,
  bad: 'Survived, or killed though called equivalent:',
  cases: (count: number) => (count === 1 ? '1 case of the corpus' : `${count} cases of the corpus`),
  caseStatuses: { right: 'as it must', wrong: 'wrong', error: 'error' },
  wrongCases: 'Cases of the corpus that came out wrong:',
  corpusRight: (right: number, total: number, named: string) => `corpus: ${right} of ${total} cases came out as they must; ${named} of the mistakes name the field at fault`,
  notJudged: 'Could not be judged:',
  neutralFailed: 'Neutral changes that failed:',
  neutralPassed: (passed: number, total: number) => `neutral changes: ${passed} of ${total} passed`,
  score: (score: string, { killed, slow, survived, rejected, equivalent, error }: Counts, named: string) =>
    `score ${score}: ${killed} killed (${slow} slow), ${survived} survived, ${rejected} rejected, ${equivalent} equivalent, ${error} errors; ${named} of the failures name object and field`,
  noneRun: 'no mutant was run',
  times: (seed: string, all: string, each: string) => `seed ${seed}; ${all} in all, ${each} each`,
  errors: {
    noReport: (folder: string) => `there is no mutants.json in ${folder}`,
    runFirst: 'Run npm run mutants first.',
    seeOutput: 'See its output in the report folder.',
    impossible: 'The manifests have changed, or the path is wrong: mutants/README.md says how changes are written.',
    wrongCase: 'mutants/README.md says what a case of the corpus holds.',
    wrongFile: 'mutants/README.md says what such a file holds.',
    noMarks: (begin: string, end: string) => `it has no ${begin} … ${end}`,
    putMarks: 'Put the two lines where the score is to stand.',
    nothing: 'nothing fits what was asked for',
    leaveOut: 'Leave out --id, --category or a lesson.',
    unknown: (what: string, asked: string) => `there is no ${what} "${asked}"`,
    unknownNear: (what: string, asked: string, meant: string) => `there is no ${what} "${asked}"; did you mean ${meant}?`,
    thereAre: (list: string) => `There are: ${list}.`,
  },
} as const;
