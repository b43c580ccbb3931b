import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { readMutants } from '../../harness/mutants/read-mutants.ts';

const categories = new Map([['probe', { says: 'x', source: 'y' }], ['control', { says: 'x', source: 'y' }]]);
const entry = (more = ''): string => `mutants:\n  - id: one\n    category: probe\n    object: Pod/counter\n    change: [{ remove: spec.x }]\n    stands for: It is forgotten.\n${more}`;

describe('readMutants', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'mutants-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });
  const read = (text: string) => {
    writeFileSync(join(folder, '02-x.yaml'), text);
    return readMutants(folder, '02-x', categories);
  };
  const refusal = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      if (error instanceof EnvironmentError) return `${error.where}: ${error.message}`;
      throw error;
    }
    return 'none';
  };

  it('reads all that an entry may say', () => {
    const { mutants: [mutant], neutral, rules } = read(entry('    because: /no probe/i\n    names: [readiness]\n'));
    expect(mutant).to.deep.include({ fullId: '02-x/one', lesson: '02-x', category: 'probe', object: 'Pod/counter', changes: [{ do: 'remove', path: 'spec.x' }], names: ['readiness'], source: 'listed' });
    expect(mutant?.because?.test('No Probe')).to.equal(true);
    expect([neutral, rules]).to.deep.equal([[], []]);
  });

  it('reads tests of which level judge, and refuses another word', () => {
    const neutral = (level: string): string => `neutral: [{ id: a, object: Pod/x, change: [{ json: true }], stands for: It is the same., level: ${level} }]`;
    expect(read(neutral('promise')).neutral[0]?.level).to.equal('promise');
    expect(read(entry()).mutants[0]?.level).to.equal(undefined);
    expect(refusal(neutral('prod'))).to.equal('mutants/02-x.yaml: a: level is neither promise nor production');
  });

  it('reads why behaviour cannot show a mutant, or those of a rule, which has one reason', () => {
    expect(read(entry('    unseen by behaviour: Only a power cut shows it.\n')).mutants[0]).to.include({ unseen: 'Only a power cut shows it.' });
    const rule = (more: string): string => `operators: { skip: [{ object: Pod/x, field: spec.y${more} }] }`;
    expect(read(rule(', unseen by behaviour: Nobody waits so long.')).rules).to.deep.equal([{ object: 'Pod/x', field: 'spec.y', unseen: 'Nobody waits so long.' }]);
    expect(refusal(rule(''))).to.equal('mutants/02-x.yaml: spec.y: it needs either equivalent or unseen by behaviour');
    expect(refusal(rule(', unseen by behaviour: x, equivalent: y'))).to.equal('mutants/02-x.yaml: spec.y: it needs either equivalent or unseen by behaviour');
  });

  it('reads how many places its runs take', () => {
    expect(read('places: 2').places).to.equal(2);
    expect(read('seconds: 5').places).to.equal(1);
    expect(refusal('places: 0.5')).to.equal('mutants/02-x.yaml: places is no whole number above zero');
  });

  it('is content with a lesson that has no file', () => {
    expect(readMutants(folder, '03-y', categories).mutants).to.deep.equal([]);
  });

  it('wants of a control what its failure must say', () => {
    const control = entry('    because: /no probe/\n').replace('category: probe', 'category: control');
    expect(read(control).mutants.map(({ category, because }) => [category, String(because)])).to.deep.equal([['control', '/no probe/']]);
    expect(refusal(control.replace(/ +because.*\n/, ''))).to.equal('mutants/02-x.yaml: one: a control needs because: what must its failure say?');
  });

  it('names the file, the entry and what is wrong', () => {
    expect(refusal(entry('    becuase: x\n'))).to.equal('mutants/02-x.yaml: one has a key "becuase"; did you mean because?');
    expect(refusal(entry().replace('probe', 'prob'))).to.equal('mutants/02-x.yaml: one: there is no category "prob"; did you mean probe?');
    expect(refusal(entry().replace('remove', 'delete'))).to.equal('mutants/02-x.yaml: one: no change is made of delete');
    expect(refusal(entry('    because: no probe\n'))).to.equal('mutants/02-x.yaml: one: because is not a /regular expression/');
    expect(refusal(entry() + entry().replace('mutants:\n', ''))).to.equal('mutants/02-x.yaml: the id "one" is there twice');
    expect(refusal(entry().replace('Pod/counter', 'counter'))).to.equal('mutants/02-x.yaml: one: object is not Kind/name');
    expect(refusal('mutants: [')).to.match(/^mutants\/02-x\.yaml: Flow sequence/);
  });
});
