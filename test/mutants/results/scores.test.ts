import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readScores, withNewScores, writeScores, type MutantScore, type Scores } from '../../../harness/mutants/results/scores.ts';
import { tally } from '../../../harness/mutants/summary.ts';
import { mutant } from '../some-mutants.ts';

const score = (day: string): MutantScore => ({ day, revisions: ['abc1234'], seconds: 1.5, categories: { probe: tally([mutant('a')]), port: tally([]) }, survived: [{ id: 'b', standsFor: 'c: d' }] });

describe('the scores that are kept', () => {
  it('are read as they were written, lessons in their order and a category a line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scores-'));
    try {
      const file = join(folder, 'scores.yaml');
      expect(readScores(file)).to.deep.equal({ schema: 1, lessons: {} });
      const scores: Scores = { schema: 1, lessons: { '04-mysql': { mutants: score('2026-11-23') }, '02-logging': { neutral: { day: '', revisions: [], categories: { listed: { passed: 1, total: 1 } }, made: 0, operators: [], failed: [] } } } };
      writeScores(file, scores);
      expect(readScores(file)).to.deep.equal(scores);
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.filter((line) => /^ +probe: \{ killed: 1, .*named: 1/.test(line))).to.have.length(1);
      expect(lines.findIndex((line) => line.includes('02-logging'))).to.be.lessThan(lines.findIndex((line) => line.includes('04-mysql')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('take what is new in place of what was, kind by kind', () => {
    const kept: Scores = { schema: 1, lessons: { '02-logging': { mutants: score('old'), behaviour: score('old') }, '04-mysql': { mutants: score('old') } } };
    const now: Scores = { schema: 1, lessons: { '02-logging': { mutants: score('new') } } };
    const { lessons } = withNewScores(kept, now);
    expect([lessons['02-logging']?.mutants?.day, lessons['02-logging']?.behaviour?.day, lessons['04-mysql']?.mutants?.day]).to.deep.equal(['new', 'old', 'old']);
  });
});
