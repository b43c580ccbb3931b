import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { mergeReports } from '../../harness/mutants/merge-reports.ts';
import type { MutantResult, MutantsReport } from '../../harness/mutants/mutant-results.ts';
import { neutralCounts } from '../../harness/mutants/neutral/neutral-counts.ts';
import { mutantsPage } from '../../harness/mutants/mutants-page.ts';
import { resultsPage, withScore, writeResults } from '../../harness/mutants/results-page.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { mutantsExitCode } from '../../harness/mutants/summary.ts';

const mutant = (id: string, more: Partial<MutantResult> = {}): MutantResult => ({
  id: `02-logging/${id}`, lesson: '02-logging', category: 'probe', source: 'listed', object: 'Pod/counter', field: 'spec.x', status: 'killed', slow: false, by: 'apply',
  message: 'Pod/counter spec.x: expected <a>, observed b', namesField: true, durationMs: 8_000, standsFor: 'It is forgotten.', ...more,
});
const report = (mutants: MutantResult[], more: Partial<MutantsReport> = {}): MutantsReport => mergeReports([{
  schema: 1, startedAt: '2026-11-23T00:00:00.000Z', durationMs: 20_000, exitCode: 0, seed: 's', score: null, named: null, neutral: { passed: 0, total: 0, failed: [], changes: [] }, mutants, errors: [], leftovers: [], ...more,
}]);
const three = report([mutant('a'), mutant('b', { status: 'survived', message: '', by: '', namesField: false }), mutant('c', { status: 'equivalent', reason: 'nobody reads it', durationMs: 0 })]);

describe('what people read of a run of mutants', () => {
  it('is a page in Markdown with score, tables, survivors and reasons', () => {
    const page = resultsPage({ all: three });
    expect(page).to.include('Score **50 %**: 1 of 2 mutants killed; 100 % of the failures name object and field; 10.0 s per mutant (2026-11-23).');
    expect(page).to.include('| 02-logging | 1 | 0 | 1 | 0 | 1 | 0 | 50 % | 100 % |');
    expect(page).to.include('- `02-logging/b`: It is forgotten.');
    expect(page).to.include('- nobody reads it\n  `02-logging/c`');
  });

  it('is a sentence between the marks of a README, and nothing else of it changes', () => {
    expect(withScore('a\n<!-- mutants:begin -->\nold\n<!-- mutants:end -->\nz', { all: three }))
      .to.equal('a\n<!-- mutants:begin -->\nScore **50 %**: 1 of 2 mutants killed; 100 % of the failures name object and field; 10.0 s per mutant (2026-11-23).\nTables: [mutants/RESULTS.md](mutants/RESULTS.md).\n<!-- mutants:end -->\nz');
    expect(() => withScore('a', { all: three }, 'ja')).to.throw('it has no <!-- mutants:begin --> … <!-- mutants:end -->');
  });

  it('tells sensitivity, the score by behaviour alone and specificity apart', () => {
    const byBehaviour = report([mutant('a'), mutant('b', { status: 'unseen', reason: 'only a power cut shows it', durationMs: 0 }), mutant('c', { status: 'survived' })], { withoutWritten: true });
    const changes = [
      { id: '02-logging/Pod-counter--more-labels', lesson: '02-logging', category: 'metadata', source: 'operator', status: 'passed' },
      { id: '02-logging/comments', lesson: '02-logging', category: 'listed', source: 'listed', status: 'failed', by: 'dry run', message: 'it is nervous' },
    ] as const;
    const reports = { all: report([mutant('a')], { neutral: neutralCounts(changes) }), byBehaviour };
    const page = resultsPage(reports);
    expect(page).to.include('## Sensitivity').and.to.include('Score by behaviour alone **50 %**: 1 of 2 mutants killed, and 1 that only what is written shows (2026-11-23).');
    expect(page).to.include('| 02-logging | 1 | 0 | 1 | 0 | 0 | 1 | 0 | 50 % | 100 % |').and.to.include('Unseen by behaviour, with the reason (1)').and.to.include('- only a power cut shows it\n  `02-logging/b`');
    expect(page).to.include('Specificity **50 %**: 1 of 2 changes that mean nothing passed, 1 of them made by 1 operator (2026-11-23).').and.to.include('| metadata | 1 | 1 |\n| all | 1 | 2 |');
    expect(page).to.include('- `02-logging/comments`: "dry run": it is nervous');
    expect(withScore('<!-- mutants:begin --><!-- mutants:end -->', reports, 'ja').split('\n')).to.have.length(6);
  });

  it('is written in both languages, and not at all when a README has no marks', () => {
    const checkout = mkdtempSync(join(tmpdir(), 'results-page-'));
    const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');
    try {
      for (const folder of ['report', 'mutants']) mkdirSync(join(checkout, folder));
      writeFileSync(join(checkout, 'report/mutants.json'), JSON.stringify(three));
      writeFileSync(join(checkout, 'README.md'), '<!-- mutants:begin --><!-- mutants:end -->');
      writeFileSync(join(checkout, 'README.ja.md'), '');
      expect(() => writeResults(join(checkout, 'report'), checkout)).to.throw(EnvironmentError).with.property('where', 'README.ja.md');
      expect(read('README.md')).to.equal('<!-- mutants:begin --><!-- mutants:end -->');
      writeFileSync(join(checkout, 'README.ja.md'), '<!-- mutants:begin --><!-- mutants:end -->');
      expect(writeResults(join(checkout, 'report'), checkout)).to.deep.equal(['mutants/RESULTS.md', 'mutants/RESULTS.ja.md', 'README.md', 'README.ja.md']);
      expect(read('mutants/RESULTS.ja.md')).to.include('ミュータント 2 個のうち 1 個を検出').and.to.include('| 02-logging | 1 | 0 | 1 | 0 | 1 | 0 | 50 % | 100 % |');
      expect(read('README.ja.md')).to.include('[mutants/RESULTS.ja.md](mutants/RESULTS.ja.md)');
    } finally {
      rmSync(checkout, { recursive: true });
    }
  });

  it('is a page in which texts stay texts', () => {
    const page = mutantsPage(three);
    expect(page).to.include('<h1 class="passed">Mutation score 50 %</h1>').and.to.include('expected &lt;a&gt;, observed b').and.to.include('Needs a look');
  });

  it('never rounds up to all', () => {
    const many = [...Array.from({ length: 2_000 }, (_, n) => mutant(String(n))), mutant('x', { status: 'survived' })];
    expect(resultsPage({ all: report(many) })).to.include('Score **99.9 %**');
  });
});

const neutral = (startedAt: string, status: 'passed' | 'failed', id = 'n'): MutantsReport =>
  report([], { startedAt, durationMs: 0, neutral: neutralCounts([{ id, lesson: '02-logging', category: 'listed', source: 'listed', status, ...(status === 'failed' ? { by: 'x', message: 'y' } : {}) }]) });

describe('mergeReports', () => {
  it('takes the latest result of each mutant, a run before an unrun one', () => {
    const earlier = report([mutant('a', { status: 'survived' }), mutant('c', { status: 'equivalent' })], { startedAt: '2026-11-22' });
    const later = report([mutant('a'), mutant('c', { status: 'equivalent', durationMs: 0, reason: 'unrun' }), mutant('d')], { startedAt: '2026-11-23' });
    const merged = mergeReports([later, earlier, neutral('2026-11-22', 'failed'), neutral('2026-11-21', 'passed', 'm'), neutral('2026-11-20', 'passed')]);
    expect(merged.mutants.map(({ id, status, reason }) => [id, status, reason])).to.deep.equal([['02-logging/a', 'killed', undefined], ['02-logging/c', 'equivalent', undefined], ['02-logging/d', 'killed', undefined]]);
    expect(merged.neutral).to.deep.include({ passed: 1, total: 2, failed: [{ id: 'n', by: 'x', message: 'y' }] });
    expect(merged).to.deep.include({ score: 1, durationMs: 40_000, startedAt: '2026-11-23' });
  });
});

describe('the exit code of a run of mutants', () => {
  const code = (mutants: MutantResult[], more: Partial<MutantsReport> = {}, interrupted = false): number => mutantsExitCode({ ...report(mutants), ...more }, interrupted);
  it('is 130 before 2 before 1 before 0', () => {
    expect(code([mutant('a'), mutant('b', { status: 'rejected' })])).to.equal(0);
    expect(code([mutant('a', { status: 'survived' })])).to.equal(1);
    expect(code([mutant('a', { reason: 'it is called equivalent, and is not' })])).to.equal(1);
    expect(code([mutant('a', { status: 'survived' }), mutant('b', { status: 'error' })])).to.equal(2);
    expect(code([], { neutral: { passed: 0, total: 1, failed: [{ id: 'x', by: 'y', message: 'z' }], changes: [] } })).to.equal(1);
    expect(code([mutant('b', { status: 'error' })], {}, true)).to.equal(130);
  });
});
