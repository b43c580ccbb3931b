import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { mostDocuments, yamlDocuments } from '../../harness/values/yaml-documents.ts';

const lineOf = (text: string): number | undefined => {
  const { error, lines } = yamlDocuments(text);
  return error === undefined ? undefined : lines.linePos(error.pos[0]).line;
};

describe('documents of a YAML text', function () {
  // Each of these texts kept the reader busy for half a minute, or took gigabytes.
  this.timeout(30_000);

  it('are read as kubectl reads them', () => {
    const { documents, error, tooMany } = yamlDocuments('a: yes\nb: 0644\nc: 2026-01-01\nd: 1:30\n---\n- 1\n');
    expect(documents.map((document) => document.toJS() as unknown)).to.deep.equal([{ a: true, b: 420, c: '2026-01-01', d: '1:30' }, [1]]);
    expect([error, tooMany]).to.deep.equal([undefined, undefined]);
  });

  it('are looked at up to the first mistake, however many follow', () => {
    expect(lineOf('a: b: c\n'.repeat(50_000))).to.equal(1);
    expect(lineOf(`a: 1\nb: 2\n${'}'.repeat(1_900_000)}`)).to.equal(3);
    expect(lineOf('a: "x\n'.repeat(50_000))).to.equal(1);
    expect(lineOf(`kind: Pod\n${'---\na: [\n'.repeat(100_000)}`)).to.equal(4);
    expect(yamlDocuments(`a: 1\n---\nb: [\n---\n${'c: 1\n---\n'.repeat(3_000)}`).documents).to.have.lengthOf(2);
  });

  it('are left alone from the one on that is one too many', () => {
    const { documents, tooMany, lines } = yamlDocuments('---\na: 1\n'.repeat(100_000));
    expect(documents).to.have.lengthOf(mostDocuments);
    expect([tooMany?.what, lines.linePos(tooMany?.at ?? 0).line]).to.deep.equal(['documents', 2 * mostDocuments + 1]);
  });

  it('are not made of brackets, commas or dashes without number', () => {
    for (const text of ['['.repeat(900_000), `[${'a,'.repeat(300_000)}]`, '- '.repeat(450_000)]) expect(yamlDocuments(text).tooMany?.what, text.slice(0, 4)).to.equal('signs');
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { a: 'a' } }, spec: { containers: [{ name: 'c', image: 'busybox', env: [{ name: 'A', value: 'b' }] }] } };
    const dense = JSON.stringify({ kind: 'List', items: Array.from({ length: 12_000 }, () => pod) });
    expect(dense.length).to.be.above(1_900_000);
    expect(yamlDocuments(dense)).to.include({ error: undefined, tooMany: undefined });
  }).timeout(120_000); // Some seconds of computing alone, with coverage and beside others more.

  it('are printed by nothing in the environment', () => {
    const program = `import { yamlDocuments } from ${JSON.stringify(join(import.meta.dirname, '../../harness/values/yaml-documents.ts'))}; yamlDocuments('password: Sword.fish');`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', env: { ...process.env, LOG_STREAM: '1', LOG_TOKENS: '1' } });
    expect([status, stdout, stderr]).to.deep.equal([0, '', '']);
  });

  it('leave the list of calls of other errors as it was', () => {
    const before = Error.stackTraceLimit;
    yamlDocuments('a: [');
    expect(Error.stackTraceLimit).to.equal(before).and.to.be.above(0);
  });
});
