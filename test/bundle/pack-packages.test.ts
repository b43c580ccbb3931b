import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { packPackages, type PackedPackage } from '../../harness/bundle/pack-packages.ts';
import { integrityOf } from '../../harness/bundle/platform-packages.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

describe('packPackages', () => {
  const path = process.env['PATH'];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pack-'));
    mkdirSync(join(folder, 'out'));
    process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  /** What stands in for npm, with the folder of its archives as `$OUT`. */
  const npm = (script: string): void => {
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\nOUT='${join(folder, 'out')}'\n${script}\n`);
    chmodSync(join(folder, 'npm'), 0o755);
  };
  const integrity = integrityOf(Buffer.from('archive\n'), 'sha512-');
  const pack = (): Promise<PackedPackage[]> => {
    const locked = { version: '1.0.0', integrity };
    return packPackages({ packages: { 'node_modules/@a/b': locked, 'node_modules/c/node_modules/@a/b': locked, 'node_modules/other': { version: '1.0.0', os: 'none' } } }, join(folder, 'out'), new AbortController().signal);
  };
  const failure = async (): Promise<EnvironmentError> => {
    const error: unknown = await pack().catch((reason: unknown) => reason);
    expect(error, String(error)).to.be.instanceOf(EnvironmentError);
    return error as EnvironmentError;
  };

  it('asks npm once for each that this machine needs', async () => {
    npm('echo "$*" > "$OUT/asked"; echo archive > "$OUT/a-b-1.0.0.tgz"');
    expect(await pack()).to.deep.equal([{ part: 'npm/a-b-1.0.0.tgz', path: join(folder, 'out', 'a-b-1.0.0.tgz'), integrity }]);
    expect(readFileSync(join(folder, 'out', 'asked'), 'utf8')).to.match(/ @a\/b@1\.0\.0\n$/).and.not.match(/other|1\.0\.0 @/);
  });

  it('takes no other archive than that of package-lock.json', async () => {
    npm('echo something else > "$OUT/a-b-1.0.0.tgz"');
    expect((await failure()).message).to.equal('the @a/b@1.0.0 that npm has is not the one of package-lock.json');
  });

  it("has npm's own words where it fails", async () => {
    npm('echo "npm error network no such host" >&2; exit 1');
    expect((await failure()).message).to.match(/^the packages could not be fetched: .*exit code 1:\nnpm error network no such host$/s);
  });
});
