import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { checkout } from '../../harness/process/checkout.ts';

/** A script as a user runs it, in a locale. */
async function script(name: string, args: readonly string[], LANG: string): Promise<{ exitCode: number | undefined; output: string }> {
  const { exitCode, all } = await execa(process.execPath, [join(checkout, 'scripts', `${name}.ts`), ...args], { reject: false, all: true, env: { LANG, LC_ALL: '', LC_MESSAGES: '', GITHUB_ACTIONS: '' } });
  return { exitCode, output: all };
}

/** Lines with two English words in a row, apart from options, paths and names of lessons. */
function english(output: string): string[] {
  return output.split('\n').filter((line) => /\b[a-z]{2,} [a-z]{2,}\b/i.test(line.replaceAll(/--[a-z-]+|(?:\/[\w.-]+)+|\b\d\d-[a-z-]+|npm (?:test|run [a-z-]+)( --)?|\bAPI\b|\bkubeconfig\b/g, '·')));
}

describe('scripts', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scripts-'));
    mkdirSync(join(folder, 'gone'));
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  for (const name of ['up', 'down', 'status', 'images', 'bench', 'bundle']) {
    it(`${name} explains itself in the reader's language, and does nothing`, async () => {
      const [inEnglish, inJapanese] = await Promise.all([script(name, ['--help'], 'C'), script(name, ['--help'], 'ja_JP.UTF-8')]);
      expect(inEnglish.exitCode, inEnglish.output).to.equal(0);
      expect(inEnglish.output).to.match(new RegExp(`^Usage: npm run ${name} -- \\[options\\].*\n\n\\w.*\\.\n`, 's'));
      expect(inJapanese.output).to.match(new RegExp(`^使い方: npm run ${name} -- \\[オプション\\].*\n\n`));
      expect(english(inJapanese.output)).to.deep.equal([]);
    });
  }

  it('refuse in one line what they do not understand', async () => {
    expect(await script('up', ['--frsh'], 'C')).to.deep.equal({ exitCode: 2, output: "command line: unknown option '--frsh' (Did you mean --fresh?). npm run up -- --help explains what can be given." });
    expect(await script('down', ['all', '--lang', 'ja'], 'C')).to.deep.equal({ exitCode: 2, output: 'コマンドライン: 引数が多すぎます。指定できるものは npm run down -- --help で確認できます。' });
  });

  for (const name of ['board', 'learners', 'status', 'verify']) {
    it(`${name} says so where it was called in a folder that is gone`, async () => {
      const path = join(checkout, 'scripts', `${name}.ts`);
      const { exitCode, all } = await execa('sh', ['-c', 'cd "$0" && rmdir "$0" && exec "$@"', join(folder, 'gone'), process.execPath, path, '--context', 'x'], { reject: false, all: true, env: { LANG: 'C', LC_ALL: '', LC_MESSAGES: '' } });
      expect({ exitCode, all }).to.deep.equal({ exitCode: 2, all: 'command line: the folder that this was called in is gone. Change into a folder that is there, `cd` for one, and call it again.' });
    });
  }

  it('speak Japanese alone to those who read Japanese', async () => {
    const { exitCode, output } = await script('test', ['09-nothing', '--report', join(folder, 'report')], 'ja_JP.UTF-8');
    expect(exitCode, output).to.equal(2);
    expect(output).to.include('"09-nothing" というレッスンはありません');
    expect(english(output)).to.deep.equal([]);
    expect(english('the lesson is not there'), 'it would see English').to.have.lengthOf(1);
  });
});
