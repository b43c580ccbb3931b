import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { checkout } from '../../harness/process/checkout.ts';
import { smallBundle } from './small-bundle.ts';

describe('npm run bundle', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bundle-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  const run = async (...args: string[]): Promise<{ exitCode: number | undefined; all: string }> => {
    const env = { LANG: 'C', LC_ALL: '', LC_MESSAGES: '', CNDJP_DOCKER: 'never', DOCKER_HOST: `unix://${folder}/no.sock`, CNDJP_CACHE: join(folder, 'cache') };
    const { exitCode, all } = await execa(process.execPath, [join(checkout, 'scripts', 'bundle.ts'), ...args], { reject: false, all: true, cwd: folder, env });
    return { exitCode, all };
  };

  it('shows what is in a bundle, whatever machine it is for, and that it is whole', async () => {
    await smallBundle(join(folder, 'b.tar'), { platform: 'plan9/mips' });
    const { exitCode, all } = await run('show', 'b.tar');
    expect(all.split('\n')).to.deep.equal([
      'Checking the file (0.0 MB).',
      'Every byte is as it was saved.',
      '  packages 0.0 MB, kind 0.0 MB, images 0.0 MB',
      '  for plan9/mips, Docker linux/amd64',
      '  saved at 2026-01-02T03:04:05Z from revision ffffffffffff',
    ]);
    expect(exitCode).to.equal(0);
  });

  it('loads nothing of a bundle for another machine, or from another state', async () => {
    await smallBundle(join(folder, 'b.tar'), { platform: 'plan9/mips' });
    expect(await run('load', 'b.tar')).to.deep.include({ exitCode: 2, all: `${folder}/b.tar: it was saved for plan9/mips, and this is ${process.platform}/${process.arch}\n  Save one on a machine like this. Nothing was loaded.` });
    await smallBundle(join(folder, 'c.tar'));
    const { exitCode, all } = await run('load', 'c.tar');
    expect(exitCode).to.equal(2);
    expect(all).to.match(/^.*c\.tar: this checkout needs \S+@\S+, which is not in it; it was saved from revision ffffffffffff\n {2}Save it again from a checkout of the same revision as this one\.$/);
  });

  it('says so where there is no Docker, and leaves the packages as they are', async () => {
    const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as { packages: Record<string, { integrity?: string }> };
    const all = Object.fromEntries(Object.values(packages).map(({ integrity = '' }) => [integrity, 'npm/left-pad-1.0.0.tgz']));
    await smallBundle(join(folder, 'b.tar'), { packages: all });
    const loaded = await run('load', 'b.tar');
    expect(loaded.exitCode).to.equal(2);
    expect(loaded.all).to.match(/The packages are installed already\.\ndocker: /).and.match(/no Docker daemon answers|not on the PATH/);
    expect(existsSync(join(folder, 'cache', 'downloads'))).to.equal(false);
  });

  it('leaves a file alone that is there, before it asks anything of Docker', async () => {
    writeFileSync(join(folder, 'b.tar'), 'of somebody');
    expect(await run('save', 'b.tar')).to.deep.equal({ exitCode: 2, all: `${folder}/b.tar: there is such a file already\n  Choose another name, or replace it with --overwrite.` });
    expect(readFileSync(join(folder, 'b.tar'), 'utf8')).to.equal('of somebody');
  });

  it('says what it takes', async () => {
    for (const [args, problem] of [[[], 'it takes save, load, show or try, and the name of a file'], [['load', 'a', 'b'], 'it takes save, load, show or try, and the name of a file'], [['send', 'a'], 'there is no "send"']] as const) {
      const { exitCode, all } = await run(...args);
      expect({ exitCode, line: all.split('\n')[0] }).to.deep.equal({ exitCode: 2, line: `command line: ${problem}` });
    }
  });
});
