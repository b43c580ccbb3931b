/** Where tests of a run ended. */
interface Counts { passed: number; failed: number; skipped: number; invalid: number }

/** What a report says around the results: in the terminal, on the page and in GitHub's summary. */
export const report = {
  failure: { expected: 'expected', observed: 'observed', object: 'where', after: 'after', hint: 'hint', evidence: 'evidence' },
  phases: { prepare: 'prepare', cluster: 'cluster', lessons: 'lessons', mutants: 'mutants', clean: 'clean' },
  statuses: { passed: 'passed', failed: 'failed', skipped: 'skipped', invalid: 'invalid' },
  provenances: { present: 'present', pulled: 'pulled', built: 'built' },
  tally: ({ passed, failed, skipped, invalid }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped${invalid === 0 ? '' : `, ${invalid} invalid`}`,
  inTime: (what: string, time: string) => `${what} in ${time}`,
  noTest: 'no test was run',
  reportAt: (path: string) => `; report: ${path}`,
  earlierReport: (folder: string) => `; the report of an earlier run in ${folder} is unchanged`,
  invalid: (reason: string) => `invalid: ${reason}`,
  leftovers: 'left over, the next run removes it:',
  leftover: 'left over',
  isLeftover: (object: string) => `${object} is left over`,
  inNamespace: (namespace: string) => `in namespace ${namespace}`,
  heldBy: (finalizers: string[]) => `held by ${finalizers.join(', ')}`,
  cleanUp: 'clean-up',
  verdicts: { 0: 'All lessons hold', 1: (lessons: number) => (lessons === 1 ? 'One lesson does not hold yet' : `${lessons} lessons do not hold yet`), 2: 'The run could not judge everything', 130: 'The run was interrupted' },
  notReached: 'the cluster was not reached',
  nodes: (count: number) => (count === 1 ? '1 node' : `${count} nodes`),
  lessons: 'Lessons',
  phasesTitle: 'Phases',
  images: 'Images',
  around: 'Around the lessons',
  lessonsTally: (tally: string) => `Lessons: ${tally}`,
  columns: { lesson: 'lesson', verdict: 'verdict', tests: 'tests', time: 'time', image: 'image', version: 'version', provenance: 'provenance', id: 'id' },
} as const;
