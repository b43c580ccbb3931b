import { expect } from 'chai';
import { resultsPage, resultSums } from '../../../harness/mutants/results/results-page.ts';
import { tally } from '../../../harness/mutants/summary.ts';
import type { LessonScores, MutantScore } from '../../../harness/mutants/results/scores.ts';
import { mutant } from '../some-mutants.ts';
import { variant } from './variants.ts';

const state = { day: '2026-11-23', revisions: ['abc1234'] };
const score: MutantScore = { ...state, seconds: 10, categories: { probe: tally([mutant('a'), mutant('b', { status: 'survived', namesField: false })]) }, survived: [{ id: '02-logging/b', standsFor: 'It is forgotten.' }] };
const mutants = [variant('a'), variant('b'), variant('c', { equivalent: 'nobody reads it' }), variant('d', { unseen: 'only a power cut shows it' }), variant('e', { lesson: '04-mysql' })];
const results = (own: LessonScores) => ({ scores: { schema: 1 as const, lessons: { '02-logging': own } }, mutants });

describe('the page of the scores', () => {
  it('has a sum, tables with the state of each lesson, survivors, and reasons with how many they stand for', () => {
    const page = resultsPage(results({ mutants: score }), 'en');
    expect(page).to.include("Score **50 %**: 1 of 2 mutants killed, in 1 of 2 lessons; 100 % of the failures name the field.").and.to.include("A mutant's run takes 10.0 s on average.");
    expect(page).to.include('| 02-logging | 1 | 0 | 1 | 0 | 1 | 0 | 50 % | 100 % | 2026-11-23 | abc1234 |').and.to.include('| all | 1 | 0 | 1 | 0 | 1 | 0 | 50 % | 100 % |  |  |');
    expect(page).to.include('- `02-logging/b`: It is forgotten.').and.to.include('Equivalent, with the reason (1)').and.to.include('- nobody reads it (02: 1)');
    expect(page).not.to.include('04-mysql');
  });

  it('says of many commits the first and the last', () => {
    expect(resultsPage(results({ mutants: { ...score, revisions: ['a', 'b', 'c'] } }), 'en')).to.include('| 2026-11-23 | a … c |');
  });

  it('tells sensitivity, the score by behaviour alone, specificity and the corpus apart, in both languages', () => {
    const own: LessonScores = {
      mutants: score, behaviour: { ...score, survived: [] },
      neutral: { ...state, categories: { metadata: { passed: 1, total: 1 }, listed: { passed: 0, total: 1 } }, made: 1, operators: ['more-labels'], failed: [{ id: '02-logging/comments', by: 'dry run', message: 'it is nervous' }] },
      corpus: { ...state, right: 2, total: 3, mistakes: 2, named: 1, wrong: ['02-logging/x: refused'] },
    };
    const page = resultsPage(results(own), 'en');
    expect(page).to.include('Score by behaviour alone **50 %**: 1 of 2 mutants killed, in 1 of 2 lessons, and 1 that only what is written shows.').and.to.include('- only a power cut shows it (02: 1)');
    expect(page).to.include('Specificity **50 %**: 1 of 2 changes that mean nothing passed, in 1 of 2 lessons.').and.to.include('1 of them were made by 1 operator.').and.to.include('| metadata | 1 | 1 |').and.to.include('- `02-logging/comments`: "dry run": it is nervous');
    expect(page).to.include('2 of 3 cases came out as they must; 50 % of the mistakes name the field at fault.').and.to.include('- 02-logging/x: refused');
    expect(resultsPage(results(own), 'ja')).to.include('2 レッスン中 1 レッスンのミュータント 2 個のうち 1 個を検出').and.to.include('| 02-logging | 1 | 0 | 1 | 0 | 1 | 0 | 50 % | 100 % | 2026-11-23 | abc1234 |');
    expect(resultSums(results(own)).map(({ en }) => en.split(' ')[0])).to.deep.equal(['Score', 'Specificity']);
  });

  it('says of mutants and of the corpus how many causes were proved, and how long that took', () => {
    const corpus = { ...state, right: 2, total: 2, mistakes: 2, named: 2, wrong: [] };
    const lessons = { '02-logging': { mutants: score, corpus } };
    expect(resultsPage({ scores: { schema: 1, lessons }, mutants }, 'en')).not.to.include('--explain');
    const [first, second] = [{ ...state, found: 2, tookMs: [5_000, 61_000], missed: [] }, { ...state, found: 2, tookMs: [12_000, 13_000, 180_000], missed: ['04-mysql/x: not reproduced'] }];
    const page = resultsPage({ scores: { schema: 1, explained: { ...state, found: 2, total: 3, medianMs: 4_200, longestMs: 9_000 }, lessons: { '02-logging': { ...lessons['02-logging'], causes: first }, '04-mysql': { corpus, causes: second } } }, mutants }, 'en');
    const [ofMutants = '', ofCorpus = ''] = page.split('## Corpus');
    expect(ofMutants).to.include('`--explain` proved the cause of 2 of 3 failures, in 4 s at the median and 9 s at most.');
    expect(ofCorpus).to.include('`--explain` proved the cause of 4 of 5 failures, in 13 s at the median and 180 s at most.').and.to.include('Looked for in all 2 lessons').and.to.include('Causes that were not proved:\n\n- 04-mysql/x: not reproduced');
  });

  it('has nothing of what was never run', () => {
    expect(resultSums(results({}))).to.deep.equal([]);
    expect(resultsPage(results({}), 'en')).not.to.include('##');
  });
});
