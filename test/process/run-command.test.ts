import { expect } from 'chai';
import { CommandFailed, runCommand } from '../../harness/process/run-command.ts';

async function failureOf(promise: Promise<unknown>): Promise<CommandFailed> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  expect(error).to.be.instanceOf(CommandFailed);
  return error as CommandFailed;
}

describe('runCommand', () => {
  it('resolves with the standard output', async () => {
    expect(await runCommand('sh', ['-c', 'echo out; echo err >&2'], { deadlineMs: 5_000 })).to.equal('out');
  });

  it('says how a program ended and what it last printed', async () => {
    const error = await failureOf(runCommand('sh', ['-c', 'echo some clue >&2; exit 3'], { deadlineMs: 5_000 }));
    expect(error.message).to.match(/ended with exit code 3:\nsome clue$/);
    expect(error.exitCode).to.equal(3);
  });

  it('says that a program did not end in time', async () => {
    const error = await failureOf(runCommand('sleep', ['5'], { deadlineMs: 50 }));
    expect(error.message).to.include('did not end within 0.05 s');
    expect(error.timedOut).to.equal(true);
  });

  it('says that a program is not installed', async () => {
    const error = await failureOf(runCommand('no-such-program', [], { deadlineMs: 1_000 }));
    expect(error.message).to.equal('no-such-program is not installed');
  });
});
