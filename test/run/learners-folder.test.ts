import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { findLessons } from '../../harness/run/lessons.ts';
import { learnersFolder, type LearnersFolder } from '../../harness/run/learners-folder.ts';

const object = (kind: string, name: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;

const contracts = {
  '02-logging': ['Pod/counter'],
  '04-mysql': ['Secret/db', 'Deployment/db'],
  '05-ingress': ['Deployment/app'],
  '07-canary': ['Deployment/app', 'Deployment/canary'],
};

describe("the learner's folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'learner-'));
    for (const [lesson, names] of Object.entries(contracts)) {
      write(`specs/${lesson}.spec.ts`, '');
      write(`specs/${lesson}.contract.yaml`, `objects:\n${names.map((name) => `  - { object: ${name}, for: { en: it, ja: それ } }\n`).join('')}`);
      mkdirSync(join(folder, 'manifests', lesson), { recursive: true });
    }
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const found = (path: string, ...asked: string[]): LearnersFolder => learnersFolder(join(folder, path), findLessons({ specs: join(folder, 'specs'), ours: join(folder, 'manifests') }), asked, join(folder, 'specs'));
  const names = ({ lessons }: LearnersFolder): string[] => lessons.map(({ name }) => name);
  const notes = (all: LearnersFolder): string[] => all.notes.map(({ en }) => en.replaceAll(folder, ''));
  function refusal(path: string, ...asked: string[]): string {
    try {
      found(path, ...asked);
    } catch (error) {
      if (error instanceof EnvironmentError) return `${error.where}: ${error.message} / ${error.hint}`.replaceAll(folder, '');
      throw error;
    }
    throw new Error('it was not refused');
  }

  it('holds a folder for each lesson', () => {
    write('mine/04-mysql/db.yaml', object('Secret', 'db'));
    mkdirSync(join(folder, 'mine/notes'));
    expect(found('mine')).to.deep.include({ folders: { dir: join(folder, 'mine') }, notes: [] });
    expect(names(found('mine'))).to.deep.equal(['04-mysql']);
    expect(refusal('mine', '02')).to.equal('--manifests: /mine has no folder 02-logging / It holds: 04-mysql, notes.');
    write('mine/loose.yaml', object('Pod', 'counter'));
    expect([names(found('mine')), notes(found('mine'))]).to.deep.equal([['04-mysql'], ['Files directly in /mine are not read: it holds a folder for each lesson.']]);
  });

  it('may be that of one lesson with all of its files in subfolders', () => {
    write('mine/04-mysql/base/db.yaml', object('Secret', 'db'));
    const own = found('mine/04-mysql');
    expect([names(own), own.folders]).to.deep.equal([['04-mysql'], { dir: join(folder, 'mine') }]);
  });

  it('that is not there, is a file or holds nothing of the lessons is refused', () => {
    mkdirSync(join(folder, 'other/stuff'), { recursive: true });
    write('mine/pod.yaml', '');
    expect(refusal('nowhere')).to.equal('--manifests: there is no folder /nowhere / Name a folder that holds one folder per lesson: 02-logging, 04-mysql, 05-ingress, 07-canary.');
    expect(refusal('mine/pod.yaml')).to.equal('--manifests: /mine/pod.yaml is a file / Name the folder that it lies in: /mine.');
    expect(refusal('other')).to.equal('--manifests: /other holds none of the lessons / It holds stuff; lessons are: 02-logging, 04-mysql, 05-ingress, 07-canary.');
    expect(refusal('other', '04', '02')).to.include('has no folder 02-logging, 04-mysql');
  });

  it('may be the folder of one lesson itself', () => {
    write('mine/02-logging/counter.yaml', object('Pod', 'counter'));
    for (const asked of [[], ['02']]) {
      const all = found('mine/02-logging', ...asked);
      expect([names(all), all.folders, notes(all)]).to.deep.equal([['02-logging'], { dir: join(folder, 'mine') }, ['/mine/02-logging is taken as the folder of 02-logging.']]);
    }
  });

  it('may be one for all lessons: those are run whose objects are all there, or have one that only they name', () => {
    for (const [kind, name] of [['Secret', 'db'], ['Deployment', 'db'], ['Deployment', 'app']] as const) write(`flat/${kind}-${name}.yaml`, object(kind, name));
    const all = found('flat');
    expect([names(all), all.folders]).to.deep.equal([['04-mysql', '05-ingress'], { dir: join(folder, 'flat'), flat: ['04-mysql', '05-ingress'] }]);
    expect(notes(all)).to.deep.equal([
      '/flat is taken as one folder for all lessons: its objects are sorted to them by kind and name.',
      '07-canary is not run: the folder has no Deployment/canary. Name the lesson to run it all the same.',
    ]);
    expect(names(found('flat', '07'))).to.deep.equal(['07-canary']);
    rmSync(join(folder, 'flat/Secret-db.yaml'));
    expect(names(found('flat')), 'only 04 names Deployment/db').to.deep.equal(['04-mysql', '05-ingress']);
  });

  it('of one kind and the other: a lesson without a folder is looked for among the loose files', () => {
    write('mine/04-mysql/db.yaml', object('Secret', 'db'));
    write('mine/counter.yaml', object('Pod', 'counter'));
    const all = found('mine', '02', '04');
    expect([names(all), all.folders.flat]).to.deep.equal([['02-logging', '04-mysql'], ['02-logging', '04-mysql']]);
  });

  it('whose objects no lesson names is refused, unless the lesson is said', () => {
    write('flat/x.yaml', object('Pod', 'other'));
    expect(refusal('flat')).to.match(/^--manifests: \/flat holds no object that a lesson names \/ Name the lesson that it is for, .*02-logging: Pod\/counter; 04-mysql/);
    expect(names(found('flat', '02'))).to.deep.equal(['02-logging']);
    write('flat/x.yaml', 'a: b: c\n');
    expect(refusal('flat')).to.contain('holds nothing that can be told to belong to a lesson (File/x.yaml (x.yaml:1)');
  });
});
