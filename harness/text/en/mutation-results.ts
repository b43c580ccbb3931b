/** The numbers of mutants, as they are written; `judged`: killed or survived; `lessons`: how many lessons have a score, of all. */
interface Sum { score: string; killed: number; judged: number; named: string; lessons: number; of: number }
/** Changes that must not matter. */
interface Neutral { share: string; passed: number; total: number; lessons: number; of: number }
/** Cases of the corpus. */
interface Corpus { right: number; total: number; named: string }

const inLessons = (lessons: number, of: number): string => (lessons === of ? of === 1 ? 'the only lesson' : `all ${of} lessons` : `${lessons} of ${of} lessons`);

/** The words around the numbers that `npm run mutants -- --results` writes. */
export const mutationResults = {
  intro: [
    '# Mutation score',
    'Written by `npm run mutants -- --results`. What mutants and equivalences are: [README.md](README.md). 日本語: [RESULTS.ja.md](RESULTS.ja.md)',
    'A run of all of them takes hours, so each lesson has its own: the newest in which all of it was run. Day and commit say when that was.',
    '*Sensitivity*: the share of defects that a spec notices. *Specificity*: the share of changes without a meaning that it lets pass.',
  ].join('\n\n'),
  legend: '*Killed*: a test failed; *slow* where only a deadline ended it. *Survived*: no test failed. *Rejected*: the API server refused the manifest, and the message names file, line and field. *Equivalent*: nobody can see a difference, for the reason given below, with how many in which lesson. *Error*: the harness broke, or a measurement was not fit to judge. Score = killed / (killed + survived).',
  sensitivity: '## Sensitivity',
  sum: ({ score, killed, judged, named, lessons, of }: Sum) => `Score **${score}**: ${killed} of ${judged} mutants killed, in ${inLessons(lessons, of)}; ${named} of the failures name the field.`,
  seconds: (seconds: string) => `A mutant's run takes ${seconds} s on average.`,
  withDifference: (share: string) => `With the difference from the lesson's own manifests that is told first, ${share} of the failures name it.`,
  causes: (found: number, total: number, median: string, longest: string) => `\`--explain\` proved the cause of ${found} of ${total} failures, in ${median} s at the median and ${longest} s at most.`,
  causesIn: (lessons: number, of: number) => `Looked for in ${inLessons(lessons, of)}; what the API server or the reader of a folder refuses names its field itself.`,
  missedCauses: 'Causes that were not proved:',
  behaviour: '## By behaviour alone',
  behaviourIntro: 'The same mutants without the tests of what is written: only what runs is judged. *Unseen*: only what is written shows it, for the reason given below.',
  behaviourSum: ({ score, killed, judged, lessons, of, unseen }: Sum & { unseen: number }) => `Score by behaviour alone **${score}**: ${killed} of ${judged} mutants killed, in ${inLessons(lessons, of)}, and ${unseen} that only what is written shows.`,
  specificity: '## Specificity',
  specificityIntro: 'Each manifest in other words, written down or made by equivalence operators: the lesson must pass.',
  neutral: ({ share, passed, total, lessons, of }: Neutral) => `Specificity **${share}**: ${passed} of ${total} changes that mean nothing passed, in ${inLessons(lessons, of)}.`,
  operators: (made: number, operators: number) => `${made} of them were made by ${operators === 1 ? '1 operator' : `${operators} operators`}.`,
  corpus: '## Corpus',
  corpusSum: ({ right, total, named }: Corpus) => `Corpus of real mistakes and unusual right answers: ${right} of ${total} cases came out as they must; ${named} of the mistakes name the field at fault.`,
  wrongCases: 'Cases that came out wrong:',
  failed: 'Failed',
  more: '[Tables](mutants/RESULTS.md)',
  heads: { killed: 'killed', slow: 'slow', survived: 'survived', rejected: 'rejected', equivalent: 'equivalent', unseen: 'unseen', error: 'error', score: 'score', named: 'names the field', passed: 'passed', right: 'right', total: 'all', day: 'day', revisions: 'commit' },
  lesson: 'lesson', category: 'category', all: 'all', equivalents: 'Equivalent, with the reason', unseen: 'Unseen by behaviour, with the reason', survivors: 'Survived',
} as const;
