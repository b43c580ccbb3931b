import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EnvironmentError } from '../../../harness/verdict/environment-error.ts';
import { readCorpus } from '../../../harness/mutants/corpus/read-corpus.ts';

describe('the cases of a lesson', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    mkdirSync(join(folder, '01-x'));
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });
  const write = (name: string, ...lines: string[]): void => { writeFileSync(join(folder, '01-x', name), lines.join('\n')); };
  const common = ['source: https://example.test/1', 'object: Pod/a', 'change: [{ remove: spec }]'];

  it('are one a file: a mistake fails in the promise, a right answer passes in production, unless they say otherwise', () => {
    write('wrong.yaml', ...common, 'mistake: It lacks a spec.', 'passes: false', 'names: [spec]');
    write('right.yaml', ...common, 'right: It needs none.', 'passes: true', 'level: promise');
    write('notes.md', 'no case');
    const shared = { lesson: '01-x', source: 'https://example.test/1', object: 'Pod/a', changes: [{ do: 'remove', path: 'spec' }] };
    expect(readCorpus(folder, '01-x')).to.deep.equal([
      { ...shared, fullId: '01-x/right', id: 'right', passes: true, level: 'promise', names: [], standsFor: 'It needs none.' },
      { ...shared, fullId: '01-x/wrong', id: 'wrong', passes: false, level: 'promise', names: ['spec'], standsFor: 'It lacks a spec.' },
    ]);
    expect(readCorpus(folder, '02-none')).to.deep.equal([]);
  });

  const mistakes = [
    ['a source that nobody can look up', ['source: a colleague', 'object: Pod/a', 'change: [{ remove: spec }]', 'mistake: x', 'passes: false', 'names: [a]'], 'source is no public address'],
    ['a mistake without the field at fault', [...common, 'mistake: x', 'passes: false'], 'it has no names: the field at fault'],
    ['a right answer with a fault', [...common, 'right: x', 'passes: true', 'names: [spec]'], 'names: nothing is at fault in a right answer'],
    ['a case without its outcome', [...common, 'mistake: x'], 'passes is neither true nor false'],
    ['a mistake that is not told', [...common, 'passes: false', 'names: [a]'], 'it has no mistake'],
    ['a key that means nothing', [...common, 'mistake: x', 'passes: false', 'name: [a]'], 'it has a key "name"; did you mean names?'],
    ['a change that cannot be read', ['source: https://example.test/1', 'object: Pod/a', 'change: [{ delete: spec }]', 'mistake: x', 'passes: false', 'names: [a]'], 'no change is made of delete'],
    ['a level that there is not', [...common, 'right: x', 'passes: true', 'level: exam'], 'level is none of promise, production'],
  ] as const;
  for (const [what, lines, problem] of mistakes) {
    it(`are refused with ${what}, by the file`, () => {
      write('a.yaml', ...lines);
      expect(() => readCorpus(folder, '01-x')).to.throw(EnvironmentError, problem).with.property('where', 'corpus/01-x/a.yaml');
    });
  }
});
