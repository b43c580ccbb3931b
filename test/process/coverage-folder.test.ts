import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { checkout } from '../../harness/process/checkout.ts';

describe('coverage by Node itself', function () {
  this.timeout(60_000);

  const help = async (folder: string) => await execa(process.execPath, [join(checkout, 'scripts', 'status.ts'), '--help'], { reject: false, timeout: 30_000, env: { NODE_V8_COVERAGE: folder, LANG: 'C' } });

  it('keeps no command from its end where its folder cannot be made', async () => {
    const { exitCode, timedOut } = await help('/proc/none');
    expect({ exitCode, timedOut }).to.deep.equal({ exitCode: 0, timedOut: false });
  });

  it('is written where it can be', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    try {
      expect((await help(join(folder, 'a/b'))).exitCode).to.equal(0);
      expect(readdirSync(join(folder, 'a/b'))).to.have.lengthOf(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
