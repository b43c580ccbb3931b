import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Change, LessonMutants } from '../../../harness/mutants/mutant.ts';
import { batchesOf, inParts, type Batch, type BatchParts } from '../../../harness/mutants/neutral/batches.ts';
import { neutralChanges, type NeutralChange } from '../../../harness/mutants/neutral/neutral-change.ts';

const config = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { b: x, a: y }\n`;

describe('batches of neutral changes', () => {
  let dir: string;
  let parts: BatchParts;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'batches-'));
    mkdirSync(join(dir, '01-x'));
    for (const name of ['one', 'two']) writeFileSync(join(dir, '01-x', `${name}.yaml`), config(name));
    parts = { dir, fixedNames: () => new Set(), seed: 's' };
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  const changes = (...listed: [id: string, change: Change][]): NeutralChange[] => {
    const lesson: LessonMutants = {
      lesson: '01-x', seconds: 1, places: 1, mutants: [], rules: [],
      neutral: listed.map(([id, change]) => ({ fullId: `01-x/${id}`, lesson: '01-x', id, object: 'ConfigMap/one', changes: [change], standsFor: '' })),
    };
    return neutralChanges(dir, lesson, new Set());
  };
  const ids = (batches: readonly Batch[]): string[] => batches.flatMap((batch) => batch.changes.map(({ id }) => id));
  const metadata = (all: readonly NeutralChange[]): NeutralChange[] => all.filter(({ category }) => category === 'metadata');

  it('have every change once, at most twenty, and never two that could take each other back', () => {
    const all = changes(['more', { do: 'set', path: 'data.c', to: 'z' }]);
    const batches = batchesOf(all, parts);
    expect(ids(batches)).to.have.members(all.map(({ id }) => id));
    expect(batches.length).to.be.lessThan(all.length / 2);
    for (const batch of batches) {
      expect(batch.changes.length).to.be.at.most(20);
      const kinds = batch.changes.map(({ object, category, field }) => `${object} ${category} ${field}`);
      expect(new Set(kinds).size).to.equal(kinds.length);
    }
  });

  it('keep apart what only the promise judges', () => {
    const all = changes(['more', { do: 'set', path: 'data.c', to: 'z' }]).map((change): NeutralChange => (change.source === 'listed' ? { ...change, listed: { ...change.listed, level: 'promise' } } : change));
    const batches = batchesOf(all, parts);
    expect(batches.filter(({ level }) => level === 'promise').map((batch) => ids([batch]))).to.deep.equal([['more']]);
    expect(batches.length).to.be.greaterThan(1);
  });

  it('are what the seed makes of them', () => {
    const all = metadata(changes());
    const grouped = (seed: string): string[] => batchesOf(all, { ...parts, seed }).map((batch) => ids([batch]).join(' '));
    expect(grouped('s')).to.deep.equal(grouped('s'));
    expect(['a', 'b', 'c', 'd'].map((seed) => grouped(seed).join('\n')).some((text) => text !== grouped('s').join('\n'))).to.equal(true);
  });

  it('bring a listed change and equivalences together in the files, but one of the text stays alone', () => {
    const listed = changes(['more', { do: 'set', path: 'data.c', to: 'z' }], ['note', { do: 'text', from: '{ b: x', to: '{ c: z, b: x' }]);
    const batches = batchesOf(listed.filter(({ id, category }) => category === 'listed' || id === 'ConfigMap-one--metadata.labels--more-labels'), parts);
    const [together, alone] = ['more', 'note'].map((id) => batches.find((batch) => ids([batch]).includes(id)));
    expect(together?.changes).to.have.length(2);
    expect(Buffer.from(together?.files.get('01-x/one.yaml') ?? '').toString()).to.include('c: z').and.to.include('hands-on');
    expect(alone?.changes).to.have.length(1);
    expect(Buffer.from(alone?.files.get('01-x/one.yaml') ?? '').toString()).to.equal(config('one').replace('{ b: x', '{ c: z, b: x'));
  });

  it('keep apart what is changed in a field and in a part of it', () => {
    writeFileSync(join(dir, '01-x', 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: x, resources: { requests: { cpu: 1m }, limits: { memory: 1Mi } } }] }\n');
    const resources = batchesOf(changes().filter(({ category }) => category === 'resources'), parts);
    expect(ids(resources)).to.have.length(2);
    expect(resources).to.have.length(2);
    const labels = batchesOf(changes().filter(({ category, object }) => category === 'metadata' && object === 'Pod/p'), parts);
    expect(labels.map((batch) => batch.changes.length), 'labels, annotations and what kubectl creates; what it exports has all of them').to.deep.equal([3, 1]);
  });

  it('bring listed changes together that have no field in common', () => {
    const listed = changes(['c', { do: 'set', path: 'data.c', to: 'z' }], ['d', { do: 'set', path: 'data.d', to: 'z' }], ['data', { do: 'reverse', path: 'data' }], ['other', { do: 'set', path: 'data.c', to: 'x', of: 'ConfigMap/two' }]);
    const batches = batchesOf(listed.filter(({ category }) => category === 'listed'), parts);
    expect(batches).to.have.length(2);
    expect(ids(batches.filter((batch) => ids([batch]).includes('data')))).to.not.include.oneOf(['c', 'd']);
    const files = batches.find((batch) => ids([batch]).includes('c'))?.files;
    expect(files?.get('01-x/one.yaml')).to.include('c: "z"').and.to.include('d: "z"');
  });

  it('are parted by the object that a failure is about, and else halved, with files of their own', () => {
    const [batch] = batchesOf(metadata(changes()), parts);
    const [suspects, others] = inParts(batch as Batch, 'ConfigMap/two', parts);
    expect(suspects?.changes.every(({ object }) => object === 'ConfigMap/two')).to.equal(true);
    expect(others?.changes.every(({ object }) => object === 'ConfigMap/one')).to.equal(true);
    const [first, second] = inParts(batch as Batch, 'Pod/none', parts);
    expect(ids([first as Batch, second as Batch])).to.deep.equal(ids([batch as Batch]));
    expect(first?.files).not.to.deep.equal(batch?.files);
  });
});
