import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { checkout } from '../../harness/process/checkout.ts';

/** What a module imports before it runs. */
function imported(path: string): string[] {
  const lines = readFileSync(path, 'utf8').match(/^(?:import|export) .*from '[^']+';$/gm) ?? [];
  return lines.filter((line) => !line.startsWith('import type')).map((line) => /'([^']+)';$/.exec(line)?.[1] ?? '');
}

/** The packages that a module needs to be loaded, and on which way. */
function packagesOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  return imported(path).flatMap((name) => (name.startsWith('.') ? packagesOf(resolve(dirname(path), name), seen) : name.startsWith('node:') ? [] : [`${path} needs ${name}`]));
}

describe('npm run bundle without packages', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bundle-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('loads no module that needs one', () => {
    expect(packagesOf(join(checkout, 'scripts', 'bundle.ts'))).to.deep.equal([]);
    expect(packagesOf(join(checkout, 'harness', 'bundle', 'load-checked.ts')), 'it would see one').to.not.be.empty;
  });

  /** A clone without packages: the folders of this checkout that are needed. */
  const clone = (): string => {
    const path = join(folder, 'clone');
    mkdirSync(path, { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) writeFileSync(join(path, file), readFileSync(join(checkout, file)));
    return path;
  };
  const run = async (args: readonly string[], LANG = 'C'): Promise<{ exitCode: number | undefined; all: string }> => {
    const module = JSON.stringify(join(checkout, 'harness', 'bundle', 'first-load.ts'));
    const code = `import { firstLoad } from ${module}; process.exitCode = await firstLoad(process.argv.slice(1), ${JSON.stringify(clone())});`;
    const { exitCode, all } = await execa(process.execPath, ['--input-type=module', '--eval', code, '--', ...args], { reject: false, all: true, cwd: folder, env: { LANG, LC_ALL: '', LC_MESSAGES: '' } });
    return { exitCode, all };
  };

  it('says in two lines what is wrong with the file, with exit code 2, in the language of the reader', async () => {
    writeFileSync(join(folder, 'b.tar'), 'no bundle');
    expect(await run(['load', 'b.tar'])).to.deep.equal({ exitCode: 2, all: `${join(folder, 'b.tar')}: it is not a bundle of this project\n  Name a file that \`npm run bundle -- save FILE\` has written.` });
    expect(await run(['load', 'b.tar', '--lang', 'ja'])).to.deep.equal({ exitCode: 2, all: `${join(folder, 'b.tar')}: このプロジェクトのバンドルではありません\n  \`npm run bundle -- save ファイル\` で保存したファイルを指定してください。` });
  });

  it('says what works and what does not', async () => {
    for (const args of [[], ['save', 'b.tar'], ['load'], ['load', 'a', 'b'], ['load', 'a', '--overwrite'], ['--help']]) {
      const { exitCode, all } = await run(args);
      expect({ exitCode, all }, args.join(' ')).to.deep.equal({ exitCode: 2, all: 'command line: the packages of this project are not installed, and only `load FILE` works without them\n  Run npm ci, or npm run bundle -- load FILE.' });
    }
  });

  it('gets a Node.js that runs TypeScript out of the file, where npm came with an older one', async () => {
    // Told of another version, it looks for its own one.
    const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`;
    const start = async (file: string, LANG = 'C') => execa(process.execPath, ['--import', old, join(checkout, 'scripts', 'bundle.js'), 'load', file], { reject: false, all: true, cwd: folder, env: { LANG, LC_ALL: '', LC_MESSAGES: '' } });
    const missing = await start('gone.tar');
    expect(missing.exitCode).to.equal(2);
    expect(missing.all).to.match(/^v\d+\.\d+\.\d+ cannot run this: run npm ci, or name a bundle that is whole by load FILE \(ENOENT: .*'gone.tar'\)\.$/);
    writeFileSync(join(folder, 'b.tar'), 'no bundle');
    const wrong = await start('b.tar', 'ja_JP.UTF-8');
    expect(wrong.exitCode).to.equal(2);
    expect(wrong.all).to.match(/^v\d+\.\d+\.\d+ では実行できません: .*\.tgz in it\)。$/);
  });
});
