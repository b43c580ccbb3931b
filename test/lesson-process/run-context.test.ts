import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';

const room = join(import.meta.dirname, '..', '..', 'harness', 'lesson-process');

/** Runs node in a process that nobody has sent a context. */
function byHand(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('the context of a run', function () {
  this.timeout(20_000);

  it('is what was set', () => {
    const { stderr, status } = byHand('--input-type=module', '-e', `
      import { runContext, setRunContext } from ${JSON.stringify(join(room, 'run-context.ts'))};
      setRunContext({ runId: 'abc123' });
      if (runContext().runId !== 'abc123') throw new Error('another one');`);
    expect(status, stderr).to.equal(0);
  });

  it('is missed by a spec that was started by hand, with what to do instead', () => {
    const { stderr, status } = byHand('--input-type=module', '-e', `
      import { runContext } from ${JSON.stringify(join(room, 'run-context.ts'))};
      runContext();`);
    expect(status).to.equal(1);
    expect(stderr).to.include('no runner has started this spec: run lessons with `npm test -- <lesson>`');
  });

  it('is missed by a lesson process that was started by hand', () => {
    const { stderr, status } = byHand(join(room, 'main.ts'), 'specs/02-logging.spec.ts');
    expect(status).to.equal(1);
    expect(stderr).to.include('no runner has started this process: run lessons with `npm test -- <lesson>`');
  });
});
