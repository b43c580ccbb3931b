import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { withSums, writeResults } from '../../../harness/mutants/results/write-results.ts';
import { EnvironmentError } from '../../../harness/verdict/environment-error.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { mutant, report } from '../some-mutants.ts';
import { variant } from './variants.ts';

const variants = { mutants: () => [variant('a'), variant('b')], neutral: () => [], cases: [] };
const now = () => variants;

describe('the results in the documents', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'results-'));
    for (const folder of ['report', 'report/2', 'mutants']) mkdirSync(join(checkout, folder));
    for (const readme of ['README.md', 'README.ja.md']) write(readme, 'a\n<!-- mutants:begin -->\nold\n<!-- mutants:end -->\nz');
  });
  afterEach(() => { rmSync(checkout, { recursive: true }); });
  const write = (file: string, text: string): void => { writeFileSync(join(checkout, file), text); };
  const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');

  it('come from the parts of a run, and stay when another lesson is run', () => {
    write('report/mutants.json', JSON.stringify(report([mutant('a')])));
    write('report/2/mutants.json', JSON.stringify(report([mutant('b')])));
    expect(writeResults(join(checkout, 'report'), checkout, now)).to.deep.equal({ files: ['mutants/scores.yaml', 'mutants/RESULTS.md', 'mutants/RESULTS.ja.md', 'README.md', 'README.ja.md'], partly: [] });
    expect(read('mutants/RESULTS.ja.md')).to.include('ミュータント 2 個のうち 2 個を検出');
    const sum = 'Score **100 %**: 2 of 2 mutants killed, in the only lesson; 100 % of the failures name the field.';
    expect(read('mutants/RESULTS.md')).to.include('Score by behaviour alone **100 %**: 2 of 2 mutants killed, in the only lesson, and 0 that only what is written shows.');
    expect(read('README.md')).to.equal(`a\n<!-- mutants:begin -->\n${sum}\n[Tables](mutants/RESULTS.md)\n<!-- mutants:end -->\nz`);
    write('report/mutants.json', JSON.stringify(report([{ ...mutant('c'), id: '04-mysql/c', lesson: '04-mysql' }])));
    write('report/2/mutants.json', JSON.stringify(report([mutant('a', { status: 'survived' })])));
    const { partly } = writeResults(join(checkout, 'report'), checkout, () => ({ ...variants, mutants: () => [variant('a'), variant('b'), variant('c', { lesson: '04-mysql' })] }));
    expect(partly).to.deep.equal((['mutants', 'behaviour'] as const).map((kind) => ({ lesson: '02-logging', kind, run: 1, total: 2 })));
    expect(read('mutants/RESULTS.md')).to.include('3 of 3 mutants killed, in all 2 lessons');
  });

  it('are not written at all when a README has no marks, or nothing was run', () => {
    write('report/mutants.json', JSON.stringify(report([mutant('a'), mutant('b')])));
    const before = read('README.md');
    write('README.ja.md', '');
    expect(() => writeResults(join(checkout, 'report'), checkout, now)).to.throw(EnvironmentError).with.property('where', 'README.ja.md');
    expect(read('README.md')).to.equal(before);
    expect(() => writeResults(join(checkout, 'mutants'), checkout, now)).to.throw('there is no mutants.json in');
  });

  it('are sentences between the marks of a README', () => {
    expect(withSums('a\n<!-- mutants:begin -->\nold\n<!-- mutants:end -->\nz', [verbatim('One.')], 'en')).to.equal('a\n<!-- mutants:begin -->\nOne.\n[Tables](mutants/RESULTS.md)\n<!-- mutants:end -->\nz');
    expect(() => withSums('a', [], 'ja')).to.throw('it has no <!-- mutants:begin --> … <!-- mutants:end -->');
  });
});
