import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun, missingParts, tables } from '../../harness/scaffold/lesson-parts.ts';

describe('missingParts', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parts-'));
    for (const folder of ['manifests', 'specs', 'mutants', 'docs']) mkdirSync(join(root, folder));
    for (const file of tables) writeFileSync(join(root, file), '| lesson |\n|---|\n');
    cpSync(join(checkout, 'mutants', 'categories.yaml'), join(root, 'mutants', 'categories.yaml'));
  });
  afterEach(() => { rmSync(root, { recursive: true }); });
  const write = (file: string, text: string): void => { writeFileSync(join(root, file), text); };
  const mutants = (more: string): string[] => {
    write('mutants/11-jobs.yaml', more);
    return missingParts(root, '11-jobs').filter((part) => part.startsWith('mutants/'));
  };
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\n';
  const contract = 'objects: [{ object: Job/once, for: { en: the job, ja: Job } }]\n';
  const neutral = 'neutral: [{ id: json, object: Pod/x, change: [{ json: true }], stands for: JSON is as good. }]\n';
  const control = 'mutants: [{ id: none, category: control, because: /x/, object: Pod/x, change: [{ remove: spec }], stands for: It is gone. }]\n';

  it('says of each part what to add', () => {
    expect(missingParts(root, '11-jobs')).to.deep.equal([
      'manifests/11-jobs/ has no *.yaml: add the lesson\'s objects',
      'there is no specs/11-jobs.spec.ts: add what the lesson proves',
      'there is no specs/11-jobs.en.ts: add the lesson\'s titles, messages and hints in English',
      'there is no specs/11-jobs.ja.ts: add the lesson\'s titles, messages and hints in Japanese',
      'there is no mutants/11-jobs.yaml: add a control and a neutral change (mutants/README.md says how)',
      'README.md does not list 11-jobs: add a row "| `11-jobs` | …" to the table of what is proved',
      'README.ja.md does not list 11-jobs: add a row "| `11-jobs` | …" to the table of what is proved',
      'docs/what-is-proved.md does not list 11-jobs: add a row "| `11-jobs` | …" to the table of what is proved',
      'docs/what-is-proved.ja.md does not list 11-jobs: add a row "| `11-jobs` | …" to the table of what is proved',
      'there is no specs/11-jobs.contract.yaml: add the objects and values that the lesson\'s text tells the learner to use',
    ]);
  });

  it('is content when all are there', () => {
    mkdirSync(join(root, 'manifests', '11-jobs'));
    write('manifests/11-jobs/job.yaml', job);
    write('specs/11-jobs.contract.yaml', contract);
    for (const file of ['specs/11-jobs.spec.ts', 'specs/11-jobs.en.ts', 'specs/11-jobs.ja.ts']) write(file, '');
    for (const file of tables) write(file, '| lesson |\n|---|\n| `11-jobs` | a job ends |\n');
    write('mutants/11-jobs.yaml', neutral + control);
    expect(missingParts(root, '11-jobs')).to.deep.equal([]);
  });

  it('tells each mistake of a contract, and what our own manifests lack of it', () => {
    const contractParts = (text: string): string[] => {
      write('specs/11-jobs.contract.yaml', text);
      return missingParts(root, '11-jobs').filter((part) => part.includes('specs/11-jobs.contract.yaml'));
    };
    mkdirSync(join(root, 'manifests', '11-jobs'));
    write('manifests/11-jobs/job.yaml', job);
    expect(contractParts(contract)).to.deep.equal([]);
    expect(contractParts(contract.replace('once', 'twice'))).to.deep.equal(['manifests/11-jobs/ has no Job/twice, which specs/11-jobs.contract.yaml names']);
    expect(contractParts('objects: []\nfixd: []\n')).to.deep.equal([
      'specs/11-jobs.contract.yaml:1: `objects` must be a list of at least one object',
      'specs/11-jobs.contract.yaml:2: the file has a key "fixd"; did you mean fixed?',
    ]);
  });

  it('wants a neutral change, and a control or the reason why there is none', () => {
    expect(mutants(control)).to.deep.equal(['mutants/11-jobs.yaml has no neutral change: add one that the lesson must let pass']);
    expect(mutants(neutral)).to.deep.equal(['mutants/11-jobs.yaml has no mutant of the category control: add one, or say why there is none as "no control: …"']);
    expect(mutants(`${neutral}no control: The spec has its own.\n`)).to.deep.equal([]);
    expect(mutants(`${neutral}${control}no control: The spec has its own.\n`)).to.deep.equal(['mutants/11-jobs.yaml has a control and says why it has none: take out "no control"']);
    expect(() => mutants(`${neutral}no control:\n`)).to.throw('no control');
  });

  it('finds a lesson by any of its parts, and nothing else', () => {
    mkdirSync(join(root, 'manifests', '11-jobs'));
    mkdirSync(join(root, 'manifests', 'cluster'));
    write('specs/12-probes.spec.ts', '');
    write('mutants/13-quota.yaml', '');
    expect(lessonsBegun(root)).to.deep.equal(['11-jobs', '12-probes', '13-quota']);
  });
});
