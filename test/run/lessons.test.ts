import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { findLessons, selectLessons } from '../../harness/run/lessons.ts';

describe('lessons', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lessons-'));
    for (const name of ['specs', 'manifests/02-logging', 'manifests/04-mysql', 'manifests/cluster', 'mine/04-mysql', 'mine/notes', 'other/stuff']) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    for (const name of ['04-mysql', '02-logging', '09-later']) writeFileSync(join(folder, 'specs', `${name}.spec.ts`), '');
    writeFileSync(join(folder, 'specs', '02-logging.en.ts'), '');
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  const all = (): ReturnType<typeof findLessons> => findLessons({ specs: join(folder, 'specs'), ours: join(folder, 'manifests') });
  const names = (lessons: readonly { name: string }[]): string[] => lessons.map(({ name }) => name);

  function refusal(action: () => unknown): string {
    try {
      action();
    } catch (error) {
      if (error instanceof EnvironmentError) return `${error.where}: ${error.message} / ${error.hint}`.replaceAll(folder, '');
      throw error;
    }
    throw new Error('it was not refused');
  }

  it('are where a spec and a folder have the same name', () => {
    expect(names(all())).to.deep.equal(['02-logging', '04-mysql']);
  });

  it('start in the order that is written beside the specs, the others after those', () => {
    writeFileSync(join(folder, 'specs', 'order.yaml'), '- 04-mysql\n');
    expect(names(all())).to.deep.equal(['04-mysql', '02-logging']);
    writeFileSync(join(folder, 'specs', 'order.yaml'), '- 05-nothing\n');
    expect(refusal(all)).to.equal('/specs/order.yaml: there is no spec of the lesson 05-nothing / Remove the name, or correct it.');
    writeFileSync(join(folder, 'specs', 'order.yaml'), 'first: 04-mysql\n');
    expect(refusal(all)).to.equal('/specs/order.yaml: it is not a list of lessons / Write one name an item: - 04-mysql');
  });

  it('can be named in short', () => {
    expect(names(selectLessons(all(), ['mysql', '02', '02-logging']))).to.deep.equal(['02-logging', '04-mysql']);
  });

  it('are all taken when none is named', () => {
    expect(names(selectLessons(all(), []))).to.deep.equal(['02-logging', '04-mysql']);
  });

  it('that do not exist are refused with the list of what exists', () => {
    expect(refusal(() => selectLessons(all(), ['04-mysq1']))).to.equal('lesson: there is no lesson "04-mysq1"; did you mean 04-mysql? / There are: 02-logging, 04-mysql.');
    expect(refusal(() => selectLessons(all(), ['mysqll']))).to.include('did you mean 04-mysql?');
    expect(refusal(() => selectLessons(all(), ['storage']))).to.equal('lesson: there is no lesson "storage" / There are: 02-logging, 04-mysql.');
  });

  it('are listed as they are taught, in whatever order they start', () => {
    writeFileSync(join(folder, 'specs', 'order.yaml'), '- 04-mysql\n');
    expect(names(all())).to.deep.equal(['04-mysql', '02-logging']);
    expect(refusal(() => selectLessons(all(), ['storage']))).to.include('There are: 02-logging, 04-mysql.');
  });

  it('that a short name does not tell apart are refused', () => {
    writeFileSync(join(folder, 'specs', '04-other.spec.ts'), '');
    mkdirSync(join(folder, 'manifests/04-other'));
    expect(refusal(() => selectLessons(all(), ['04']))).to.equal('lesson: "04" may mean 04-mysql or 04-other / Give its full name.');
  });
});
