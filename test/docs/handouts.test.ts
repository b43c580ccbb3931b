import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ingressOnPage } from '../../harness/handout/curl.ts';
import { handoutFiles } from '../../harness/handout/handout-files.ts';
import { readPage } from '../../harness/handout/page.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun } from '../../harness/scaffold/lesson-parts.ts';

const ours = join(checkout, 'manifests');
const lessons = lessonsBegun(checkout).filter((lesson) => Object.values(handoutFiles(ours, lesson)).some((file) => existsSync(file)));
const read = (file: string): string => readFileSync(file, 'utf8');

/** What another shell than the runner's (PowerShell, zsh) reads as something else, outside of single quotes. */
const unsafe = /[|<>;&`$(){},@\\"*#]/;

/** Comments explain a manifest where nobody explains it beside it. */
const isText = (line: string): boolean => line !== '' && !line.startsWith('# ');

/** The blocks of YAML of a page, line by line, without their indentation. */
function yamlOf(text: string): string[][] {
  return [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => block.split('\n').map((line) => line.trim()).filter(isText));
}

/** The lines of all manifests of a lesson, without comments and indentation. */
function manifestLines(lesson: string): string {
  const files = readdirSync(join(ours, lesson)).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => read(join(ours, lesson, file)).split('\n').map((line) => line.trim()).filter(isText).join('\n')).join('\n---\n');
}

describe('the handouts', () => {
  it('are there', () => {
    expect(lessons).to.include('02-logging');
  });

  for (const lesson of lessons) {
    const { en, ja } = handoutFiles(ours, lesson);

    it(`of ${lesson} have the same commands and outputs in both languages`, () => {
      const [english, japanese] = [readPage(read(en), en), readPage(read(ja), ja)];
      const told = ({ steps, after }: typeof english): unknown => ({ after, steps: steps.map(({ command, shown, exitCode, admin }) => ({ command, shown, exitCode, admin })) });
      expect(told(japanese)).to.deep.equal(told(english));
      expect(english.steps).to.not.be.empty;
    });

    it(`of ${lesson} have commands that every shell reads alike`, () => {
      const { steps } = readPage(read(en), en);
      const isOurs = (command: string): boolean => command.startsWith('kubectl ') || (command.startsWith('curl -s') && command.includes(ingressOnPage));
      expect(steps.filter(({ command }) => unsafe.test(command.replaceAll(/'[^']*'/g, '')) || !isOurs(command)).map(({ command }) => command)).to.deep.equal([]);
    });

    for (const [file, heading] of [[en, '**As the administrator'], [ja, '**管理者として']] as const) {
      it(`${file.slice(ours.length + 1)} says which commands an administrator runs`, () => {
        const before = [...read(file).matchAll(/([^\n]*)\n+```console[^\n]*\badmin\b/g)].map(([, line = '']) => line);
        expect(before.filter((line) => !line.startsWith(heading))).to.deep.equal([]);
      });
    }

    for (const file of [en, ja]) {
      it(`${file.slice(ours.length + 1)} shows what the manifests say`, () => {
        const lines = manifestLines(lesson);
        const blocks = yamlOf(read(file));
        expect(blocks).to.not.be.empty;
        expect(blocks.filter((block) => !lines.includes(block.join('\n'))).map((block) => block.join('\n'))).to.deep.equal([]);
      });
    }
  }
});
