import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fileProblem } from '../../harness/verdict/file-problem.ts';

describe('a problem with a file', () => {
  const thrown = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };

  it('names the path and the reason, and no stack', () => {
    const folder = mkdtempSync(join(tmpdir(), 'file-problem-'));
    const problem = fileProblem(thrown(() => { writeFileSync(folder, 'x'); }))?.toRunError();
    expect(problem).to.deep.include({ where: folder, message: 'it cannot be written or read (EISDIR, illegal operation on a directory)' });
    expect(fileProblem(thrown(() => readFileSync(join(folder, 'none'))))?.toRunError().where).to.equal(join(folder, 'none'));
    rmSync(folder, { recursive: true });
  });

  it('is a full disk too, of which the system does not say the path', function () {
    if (process.platform !== 'linux') this.skip();
    const problem = fileProblem(thrown(() => { writeFileSync('/dev/full', 'x'); }))?.toRunError();
    expect(problem).to.deep.include({ where: 'a file', message: 'it cannot be written or read (ENOSPC, no space left on device)' });
  });

  it('is no other error', async () => {
    expect(fileProblem(new TypeError('x'))).to.equal(undefined);
    const refused = await new Promise<unknown>((resolve) => { connect({ host: '127.0.0.1', port: 1 }).on('error', resolve); });
    expect(fileProblem(refused)).to.equal(undefined);
  });
});
