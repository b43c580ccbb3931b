import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { newLessonCommand } from '../../harness/cli/new-lesson-command.ts';
import { namesOf } from '../../harness/manifests/contract.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { readContract } from '../../harness/manifests/read-contract.ts';
import { changedFolders } from '../../harness/mutants/manifest-folders.ts';
import { readCategories, readMutants } from '../../harness/mutants/read-mutants.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { findLessons } from '../../harness/run/lessons.ts';
import { lessonsBegun, missingParts, tables } from '../../harness/scaffold/lesson-parts.ts';

describe('npm run new-lesson', () => {
  const lesson = '97-batch-jobs';
  let root: string;
  let said: string[];
  const command = (...args: string[]): number => newLessonCommand(args, (line) => { said.push(line); }, root, {});
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'new-lesson-'));
    said = [];
    mkdirSync(join(root, 'specs'));
    for (const part of ['manifests', 'mutants', 'README.md', 'README.ja.md', 'docs']) cpSync(join(checkout, part), join(root, part), { recursive: true });
    cpSync(join(checkout, 'specs', '04-mysql.spec.ts'), join(root, 'specs', '04-mysql.spec.ts'));
  });
  afterEach(() => { rmSync(root, { recursive: true }); });

  it('makes a lesson that has all of its parts, and says where they are', () => {
    expect(command(lesson), said.join('\n')).to.equal(0);
    expect(missingParts(root, lesson)).to.deep.equal([]);
    expect(findLessons({ specs: join(root, 'specs'), ours: join(root, 'manifests') }).map(({ name }) => name)).to.deep.equal(['04-mysql', lesson]);
    for (const file of said.slice(0, -1)) expect(existsSync(join(root, file.trim())), file).to.equal(true);
    expect(said.at(-1)).to.include('npm test -- 97');
  });

  it('makes objects that the contract names, and mutants whose changes can be made', () => {
    command(lesson);
    expect(loadLesson(join(root, 'manifests'), lesson).map(({ id }) => id)).to.deep.equal(namesOf(readContract(join(root, 'specs'), lesson)));
    const { mutants, neutral } = readMutants(join(root, 'mutants'), lesson, readCategories(join(root, 'mutants')));
    for (const variant of [...mutants, ...neutral]) expect(() => changedFolders(join(root, 'manifests'), variant), variant.id).not.to.throw();
  });

  describe('makes a spec', function () {
    this.timeout(60_000);
    const japanese = join(checkout, 'specs', `${lesson}.ja.ts`);
    const made = (): Map<string, string> => {
      command(lesson);
      return new Map([`${lesson}.spec.ts`, `${lesson}.en.ts`, `${lesson}.ja.ts`].map((file) => [join(checkout, 'specs', file), read(`specs/${file}`)]));
    };

    it('in the language of today, with texts that it uses, in both languages', () => {
      expect(typeErrors(made())).to.deep.equal([]);
    });

    it('that misses a text which is not translated', () => {
      const texts = made();
      const untranslated = texts.get(japanese)?.replace(/^ *greets: .*\n/m, '') ?? '';
      expect(typeErrors(new Map([...texts, [japanese, untranslated]])).join('\n'), 'without a translation').to.contain("'greets' is missing");
    });
  });

  it('explains itself in the language of its reader, and makes nothing', () => {
    expect(command('--help', '--lang', 'ja')).to.equal(0);
    expect(said.join('\n')).to.include('使い方: npm run new-lesson -- [オプション] [名前...]');
    expect(command('--hlp')).to.equal(2);
    expect(said.at(-1)).to.equal("command line: unknown option '--hlp' (Did you mean --help?). npm run new-lesson -- --help explains what can be given.");
    expect(existsSync(join(root, 'manifests', lesson))).to.equal(false);
  });

  it('puts its rows in order, and changes nothing else', () => {
    const table = '| lesson |\n|---|\n| `02-logging` | streams |\n| `98-last` | all |\n\n| `98-last` | 1 |\n';
    for (const file of tables) writeFileSync(join(root, file), table);
    command(lesson);
    const withRow = (cells: string): string => table.replace('| `98', `| \`97-batch-jobs\` | ${cells} |\n| \`98`);
    expect(read('README.md')).to.equal(withRow('[files](manifests/97-batch-jobs), [spec](specs/97-batch-jobs.spec.ts) | a pod starts and leaves its greeting'));
    expect(read('README.ja.md')).to.equal(withRow('[ファイル](manifests/97-batch-jobs)、[スペック](specs/97-batch-jobs.spec.ts) | Pod が起動し、挨拶を書き残す'));
    expect(read('docs/what-is-proved.md')).to.equal(withRow('a pod starts and leaves its greeting | a mutant with another greeting'));
    expect(read('docs/what-is-proved.ja.md')).to.equal(withRow('Pod が起動し、挨拶を書き残す | 別の挨拶を書くミュータント'));
  });

  for (const [args, message] of [
    [[], 'no lesson is named. Give its name: npm run new-lesson -- 20-jobs'],
    [['jobs'], '"jobs" is not a lesson\'s name. A name is two digits, -, and small letters, digits and -, such as 20-jobs.'],
    [['../20-jobs'], '"../20-jobs" is not a lesson\'s name. A name is two digits, -, and small letters, digits and -, such as 20-jobs.'],
    [['20-Jobs'], '"20-Jobs" is not a lesson\'s name. A name is two digits, -, and small letters, digits and -, such as 20-jobs.'],
    [['20-jobs-'], '"20-jobs-" is not a lesson\'s name. A name is two digits, -, and small letters, digits and -, such as 20-jobs.'],
    [['20-jobs', '21-more'], 'one lesson at a time, not 20-jobs 21-more. Give one name.'],
    [[`20-${'x'.repeat(38)}`], `"20-${'x'.repeat(38)}" has 41 characters. 40 is the most.`],
    [['99-mysql'], 'the name mysql is taken by 04-mysql. Lessons can be named without the number too: take another.'],
  ] as const) {
    it(`refuses ${args.join(' ') || 'no name'} in one line, and makes nothing`, () => {
      const before = lessonsBegun(root);
      expect(command(...args)).to.equal(2);
      expect(said).to.deep.equal([`new-lesson: ${message}`]);
      expect(lessonsBegun(root)).to.deep.equal(before);
    });
  }

  it('refuses a number that is taken, by a lesson of which there is only a part too, and says which is free', () => {
    expect(command('08-jobs')).to.equal(2);
    expect(said[0]).to.match(/^new-lesson: the number 08 is taken by 08-restarts\. Free is \d\d-jobs\.$/);
    mkdirSync(dirname(join(root, 'manifests/50-later/x')), { recursive: true });
    expect(command('50-jobs')).to.equal(2);
    expect(said[1]).to.equal('new-lesson: the number 50 is taken by 50-later. Free is 51-jobs.');
  });
});

/** What the compiler has read already: most of its time goes into the same few hundred files. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says about texts, as if they stood in these files of the checkout. */
function typeErrors(texts: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(checkout, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: unknown } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, checkout);
  const usual = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...usual,
    fileExists: (path) => texts.has(path) || usual.fileExists(path),
    readFile: (path) => texts.get(path) ?? usual.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!parsed.has(path)) parsed.set(path, usual.getSourceFile(path, language, ...rest));
      return parsed.get(path);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const sources = [...texts.keys()].map((file) => program.getSourceFile(file));
  return sources.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
