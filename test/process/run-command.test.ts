import { expect } from 'chai';
import { CommandFailed, runCommand, runToEnd } from '../../harness/process/run-command.ts';
import { describeError } from '../../harness/text/error-text.ts';

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

  for (const [name, run] of [['runCommand', runCommand], ['runToEnd', runToEnd]] as const) {
    it(`ends a program that prints without end (${name})`, async () => {
      const error = await failureOf(run('sh', ['-c', 'yes'], { deadlineMs: 30_000 }));
      expect(error.message).to.match(/^sh .* printed more than 16 MB:\n/);
      expect(error.message.length).to.be.lessThan(1_000);
      expect(error.timedOut).to.equal(false);
    });
  }

  it('tells a line without end as far as a person would read it', async () => {
    const error = await failureOf(runCommand('sh', ['-c', 'head -c 2000000 /dev/zero | tr "\\0" A; echo; echo no space left >&2; exit 3'], { deadlineMs: 30_000 }));
    expect(error.message).to.match(/exit code 3:\nA{299}…\nno space left$/);
    expect(describeError(error).length).to.be.lessThan(1_000);
  });

  it('waits no longer for what a script has left behind than for the script', async () => {
    const startedAt = performance.now();
    const error = await failureOf(runCommand('sh', ['-c', 'echo before; sleep 40'], { deadlineMs: 50 }));
    expect(error.timedOut).to.equal(true);
    expect(error.output).to.equal('before');
    expect((await failureOf(runToEnd('sh', ['-c', 'sleep 40'], { deadlineMs: 30_000, signal: AbortSignal.timeout(50) }))).message).to.include('interrupted');
    expect(performance.now() - startedAt).to.be.lessThan(8_000);
  });

  it('says that a program is not installed', async () => {
    const error = await failureOf(runCommand('no-such-program', [], { deadlineMs: 1_000 }));
    expect(error.message).to.equal('no-such-program is not installed');
  });
});

describe('runToEnd', () => {
  it('resolves with all that was printed and how it ended, well or badly', async () => {
    expect(await runToEnd('sh', ['-c', 'echo out; echo err >&2; exit 3'], { deadlineMs: 5_000 })).to.deep.equal({ stdout: 'out\n', stderr: 'err\n', exitCode: 3 });
    expect(await runToEnd('printf', ['%s|', 'a b', '$(c)'], { deadlineMs: 5_000 })).to.deep.equal({ stdout: 'a b|$(c)|', stderr: '', exitCode: 0 });
  });

  it('throws when the program did not end in time, was killed, or is not installed', async () => {
    expect((await failureOf(runToEnd('sleep', ['5'], { deadlineMs: 50 }))).timedOut).to.equal(true);
    expect((await failureOf(runToEnd('sh', ['-c', 'kill -9 $$'], { deadlineMs: 5_000 }))).message).to.contain('ended with SIGKILL');
    expect((await failureOf(runToEnd('no-such-program', [], { deadlineMs: 1_000 }))).message).to.equal('no-such-program is not installed');
  });
});
