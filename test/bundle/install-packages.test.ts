import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkBundle } from '../../harness/bundle/check-bundle.ts';
import { installPackages, packagesInstalled, requirePackages } from '../../harness/bundle/install-packages.ts';
import { openBundle } from '../../harness/bundle/open-bundle.ts';
import { integrityOf } from '../../harness/bundle/platform-packages.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { smallBundle, smallCheckout } from './small-bundle.ts';

/** Why a program cannot be run where there is no network; undefined where it can. */
function cannotUnplug(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has namespaces';
  const { status, error, stderr } = spawnSync('unshare', ['--map-root-user', '--net', 'true'], { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

describe('the packages of a bundle', function () {
  this.timeout(60_000);
  let folder: string;
  let checkout: string;
  let path: string;
  let controller: AbortController;
  const say = (): void => undefined;
  const unplugged: readonly [string, ...string[]] = ['unshare', '--map-root-user', '--net', 'npm'];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    controller = new AbortController();
    path = join(folder, 'b.tar');
    const source = join(folder, 'greeting');
    mkdirSync(source);
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'greeting', version: '1.0.0' }));
    writeFileSync(join(source, 'index.js'), 'module.exports = "good morning";');
    execFileSync('npm', ['pack', '--offline', '--loglevel=error', '--pack-destination', folder, source], { stdio: 'pipe' });
    const archive = readFileSync(join(folder, 'greeting-1.0.0.tgz'));
    const integrity = integrityOf(archive, 'sha512-');
    checkout = smallCheckout(folder, { 'node_modules/greeting': { version: '1.0.0', integrity } });
    const parts = { 'npm/greeting-1.0.0.tgz': archive, kind: Buffer.from('kind'), 'images.tar.zst': Buffer.from('images') };
    await smallBundle(path, { packages: { [integrity]: 'npm/greeting-1.0.0.tgz' } }, parts);
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  const install = async (npm: readonly [string, ...string[]]): Promise<void> => { await installPackages(await openBundle(path), { checkout, signal: controller.signal, say, npm }); };
  const failure = async (work: Promise<unknown>): Promise<EnvironmentError> => {
    const error = await work.then(() => undefined, (reason: unknown) => reason);
    expect(error, String(error)).to.be.instanceOf(EnvironmentError);
    return error as EnvironmentError;
  };
  const unfinished = (): string[] => readdirSync(join(checkout, '.work'));

  it('are installed where there is no network', async function () {
    const why = cannotUnplug();
    if (why !== undefined) {
      if (this.test !== undefined) this.test.title += ` (not seen: ${why})`;
      this.skip();
    }
    const asked = spawnSync('unshare', ['--map-root-user', '--net', 'npm', 'view', 'greeting', '--fetch-retries=0'], { encoding: 'utf8', cwd: folder });
    expect(asked.status, 'without the bundle npm gets nothing').to.not.equal(0);
    expect(packagesInstalled(checkout)).to.equal(false);
    await install(unplugged);
    expect(execFileSync(process.execPath, ['-p', 'require("greeting")'], { cwd: checkout, encoding: 'utf8' })).to.equal('good morning\n');
    expect(packagesInstalled(checkout)).to.equal(true);
    expect(unfinished()).to.deep.equal([]);
  });

  it('take the place of those of another day', async () => {
    mkdirSync(join(checkout, 'node_modules', 'old'), { recursive: true });
    writeFileSync(join(checkout, 'node_modules', '.package-lock.json'), '{ "packages": {');
    expect(packagesInstalled(checkout)).to.equal(false);
    await install(['npm']);
    expect(readdirSync(join(checkout, 'node_modules')).sort()).to.deep.equal(['.package-lock.json', 'greeting']);
  });

  it('leave those of another day where npm fails', async () => {
    mkdirSync(join(checkout, 'node_modules', 'old'), { recursive: true });
    const error = await failure(install(['sh', '-c', 'echo "npm error code EBROKEN" >&2; exit 7']));
    expect(error.message).to.equal('installing the packages failed: npm ci ended with exit code 7: code EBROKEN');
    expect((await failure(install(['no-such-npm']))).message).to.equal('installing the packages failed: npm is not installed');
    expect(readdirSync(join(checkout, 'node_modules'))).to.deep.equal(['old']);
    expect(unfinished()).to.deep.equal([]);
  });

  it('leave nothing when they are interrupted', async () => {
    setTimeout(() => { controller.abort(new Error('Ctrl-C')); }, 200);
    const error: unknown = await install(['sh', '-c', 'exec sleep 30']).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'Ctrl-C');
    expect(existsSync(join(checkout, 'node_modules'))).to.equal(false);
    expect(unfinished()).to.deep.equal([]);
  });

  it('say who interrupted them, also while they are copied', async () => {
    controller.abort(new Error('Ctrl-C'));
    const error: unknown = await install(['sh', '-c', 'exec sleep 30']).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'Ctrl-C');
    expect(unfinished()).to.deep.equal([]);
  });

  it('are asked for before the bundle is read', async () => {
    const other = join(folder, 'other.tar');
    await smallBundle(other, { packages: { 'sha512-another': 'npm/left-pad-1.0.0.tgz' } });
    const bundle = await openBundle(other);
    expect(() => { requirePackages(bundle, checkout); }).to.throw(EnvironmentError, 'this checkout needs greeting@1.0.0, which is not in it; it was saved from revision ffffffffffff');
  });

  it('are left alone where they are installed', async () => {
    await install(['npm']);
    writeFileSync(join(checkout, 'node_modules', 'mine'), '');
    await checkBundle(path, { checkout, signal: controller.signal, say });
    expect(readdirSync(join(checkout, 'node_modules'))).to.include('mine');
  });
});
