import { expect } from 'chai';
import { wholeLessons } from '../../../harness/mutants/results/whole-lessons.ts';
import type { CorpusResult } from '../../../harness/mutants/corpus/corpus-case.ts';
import { corpusCounts } from '../../../harness/mutants/corpus/corpus-case.ts';
import type { NeutralResult } from '../../../harness/mutants/mutant-results.ts';
import { neutralCounts } from '../../../harness/mutants/neutral/neutral-counts.ts';
import { mutant, report } from '../some-mutants.ts';
import { change, corpusCase, variant } from './variants.ts';

const none = { mutants: [], neutral: [], cases: [] };

describe('what is kept of runs of mutants', () => {
  const ab = { ...none, mutants: [variant('a'), variant('b'), variant('c', { equivalent: 'nobody reads it' })] };

  it('is of lessons that were run as a whole, by one run or by several; what is equivalent need not be run', () => {
    const { scores, partly } = wholeLessons([report([mutant('a')]), report([mutant('b', { category: 'port', status: 'survived', durationMs: 4_000 })], { startedAt: '2026-11-24', revision: 'def5678' })], ab);
    expect(partly).to.deep.equal([]);
    const { categories = {}, ...rest } = scores.lessons['02-logging']?.mutants ?? {};
    expect(rest).to.deep.equal({ day: '2026-11-24', revisions: ['abc1234', 'def5678'], seconds: 6, survived: [{ id: '02-logging/b', standsFor: 'It is forgotten.' }] });
    expect(Object.entries(categories).map(([name, { killed, survived, named }]) => [name, killed, survived, named])).to.deep.equal([['port', 0, 1, 0], ['probe', 1, 0, 1]]);
  });

  it('is nothing of a lesson of which one is missing, and that is told', () => {
    const { scores, partly } = wholeLessons([report([mutant('a'), mutant('b', { durationMs: 0, status: 'equivalent' })])], ab);
    expect(scores.lessons).to.deep.equal({});
    expect(partly).to.deep.equal((['mutants', 'behaviour'] as const).map((kind) => ({ lesson: '02-logging', kind, run: 1, total: 2 })));
    expect(wholeLessons([report([])], ab).partly).to.deep.equal([]);
  });

  it('is the newest result of each, whichever report comes first', () => {
    const reports = [report([mutant('a'), mutant('b')], { startedAt: '2026-11-24' }), report([mutant('a', { status: 'survived' })], { startedAt: '2026-11-22' })];
    expect(wholeLessons(reports, ab).scores.lessons['02-logging']?.mutants?.survived).to.deep.equal([]);
  });

  it('keeps what is judged by behaviour alone apart, without what only is written', () => {
    const variants = { ...none, mutants: [variant('a'), variant('b', { unseen: 'only a power cut shows it' })] };
    const { scores } = wholeLessons([report([mutant('a')], { withoutWritten: true })], variants);
    expect(Object.keys(scores.lessons['02-logging'] ?? {})).to.deep.equal(['behaviour']);
    expect(scores.lessons['02-logging']?.behaviour?.day).to.equal('2026-11-23');
  });

  it('takes for seen by behaviour what a test of what runs has noticed: only the others have to be run without what is written', () => {
    const full = report([mutant('a'), mutant('b', { byWritten: true })]);
    const half = wholeLessons([full], ab);
    expect(half.scores.lessons['02-logging']).to.have.all.keys('mutants');
    expect(half.partly).to.deep.equal([{ lesson: '02-logging', kind: 'behaviour', run: 1, total: 2 }]);
    const whole = wholeLessons([full, report([mutant('b', { status: 'survived' })], { withoutWritten: true })], ab);
    expect(whole.partly).to.deep.equal([]);
    expect(whole.scores.lessons['02-logging']?.behaviour?.categories['probe']).to.deep.include({ killed: 1, survived: 1 });
    expect(whole.scores.lessons['02-logging']?.mutants?.categories['probe']).to.deep.include({ killed: 2, survived: 0 });
  });

  it('counts changes that fail together once, and knows of each that it was run', () => {
    const both: NeutralResult = { id: '02-logging/x + 02-logging/y--comments', lesson: '02-logging', category: 'listed', source: 'operator', status: 'failed', by: 'dry run', message: 'it is nervous' };
    const passed: NeutralResult = { id: '02-logging/z', lesson: '02-logging', category: 'listed', source: 'listed', status: 'passed' };
    const { scores } = wholeLessons([report([], { neutral: neutralCounts([both, passed]) })], { ...none, neutral: [change('x'), change('y--comments'), change('z')] });
    expect(scores.lessons['02-logging']?.neutral).to.deep.include({
      categories: { listed: { passed: 1, total: 2 } }, made: 2, operators: ['02-logging/x', 'comments'], failed: [{ id: both.id, by: 'dry run', message: 'it is nervous' }],
    });
  });

  const one = (id: string, more: Partial<CorpusResult> = {}): CorpusResult => ({ id: `02-logging/${id}`, lesson: '02-logging', source: '', passes: false, level: 'promise', status: 'right', by: 't', message: 'm', namesField: true, durationMs: 1, mistake: '', ...more });

  it('says of the corpus how many were right, and how many mistakes were told by their field', () => {
    const cases = [one('a'), one('b', { namesField: false }), one('c', { passes: true, status: 'wrong', reason: 'it was refused' })];
    const { scores } = wholeLessons([report([], { corpus: corpusCounts(cases) })], { ...none, cases: ['a', 'b', 'c'].map(corpusCase) });
    expect(scores.lessons['02-logging']?.corpus).to.deep.include({ right: 2, total: 3, mistakes: 2, named: 1, wrong: ['02-logging/c: it was refused ("t": m)'] });
  });

  it('has the causes of the newest run that looked for them', () => {
    const explained = { verdict: 'proved' as const, found: true, causes: [], runs: 3, durationMs: 9_000 };
    const { scores } = wholeLessons([report([mutant('a', { explained })], { explained: { found: 1, total: 1, medianMs: 9_000, longestMs: 9_000 } }), report([mutant('b')], { startedAt: '2026-11-24' })], none);
    expect(scores.explained).to.deep.equal({ day: '2026-11-23', revisions: ['abc1234'], found: 1, total: 1, medianMs: 9_000, longestMs: 9_000 });
  });

  it('has the newest cause of each mistake in the corpus, from as many runs as have looked for causes to the end', () => {
    const cases = [corpusCase('a'), corpusCase('b'), { ...corpusCase('c'), passes: true }];
    const explained = (found: boolean, durationMs: number) => ({ verdict: 'proved' as const, found, causes: [], runs: 3, durationMs });
    const runs = [
      report([], { corpus: corpusCounts([one('a', { explained: explained(true, 9_000) }), one('b', { explained: { ...explained(false, 2_000), verdict: 'not reproduced', causes: ['Pod/counter spec'] } })]) }),
      report([], { startedAt: '2026-11-24', revision: 'def5678', corpus: corpusCounts([one('a', { explained: explained(true, 1_000) })]) }),
      report([], { startedAt: '2026-11-25', corpus: corpusCounts([one('a'), one('b')]) }),
    ];
    const causesOf = (reports: typeof runs) => wholeLessons(reports, { ...none, cases }).scores.lessons['02-logging']?.causes;
    expect(causesOf(runs)).to.deep.equal({ day: '2026-11-24', revisions: ['abc1234', 'def5678'], found: 1, tookMs: [1_000, 2_000], missed: ['02-logging/b: not reproduced, Pod/counter spec'] });
    expect(causesOf(runs.slice(1)), 'b is missing').to.equal(undefined);
    expect(causesOf([report([], { exitCode: 130, corpus: runs[0]?.corpus ?? corpusCounts([]) })]), 'an interrupted run').to.equal(undefined);
  });

  it('has no cause to look for where the API server refuses a case', () => {
    const explained = { verdict: 'proved' as const, found: true, causes: [], runs: 3, durationMs: 4_000 };
    const { scores } = wholeLessons([report([], { corpus: corpusCounts([one('a', { explained }), one('b')]) })], { ...none, cases: [corpusCase('a'), corpusCase('b')] });
    expect(scores.lessons['02-logging']?.causes).to.deep.include({ found: 1, tookMs: [4_000], missed: [] });
  });
});
