import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { whenCallerEnds } from '../../harness/process/caller.ts';

const npm = { npm_lifecycle_event: 'test' };

describe('the end of the caller', () => {
  let children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
  });

  /** A shell under another one, as npm's shell is under npm: resolves with the inner one's number and the outer one. */
  async function shellUnderAnother(): Promise<{ inner: number; outer: ChildProcess }> {
    const outer = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(outer);
    const [line] = await once(outer.stdout, 'data') as [Buffer];
    return { inner: Number(String(line)), outer };
  }

  it('is noticed when the shell that npm started ends', async () => {
    const shell = spawn('sleep', ['60']);
    children.push(shell);
    const noticed = new Promise<void>((resolve) => { whenCallerEnds(resolve, { pid: shell.pid ?? 0, env: npm, everyMs: 5 }); });
    shell.kill('SIGKILL');
    await noticed;
  });

  it('is noticed when npm is killed and its shell lives on', async function () {
    if (process.platform !== 'linux') this.skip();
    const { inner, outer } = await shellUnderAnother();
    try {
      const noticed = new Promise<void>((resolve) => { whenCallerEnds(resolve, { pid: inner, env: npm, everyMs: 5 }); });
      outer.kill('SIGKILL');
      await noticed;
    } finally {
      process.kill(inner, 'SIGKILL');
    }
  });

  it('is not looked for without npm, nor after the watch was stopped', async () => {
    const calls: string[] = [];
    const shell = spawn('sleep', ['60']);
    const other = spawn('sleep', ['60']);
    children.push(shell, other);
    whenCallerEnds(() => calls.push('without npm'), { pid: shell.pid ?? 0, env: {}, everyMs: 5 });
    const stop = whenCallerEnds(() => calls.push('stopped'), { pid: shell.pid ?? 0, env: npm, everyMs: 5 });
    stop();
    const noticed = new Promise<void>((resolve) => { whenCallerEnds(resolve, { pid: other.pid ?? 0, env: npm, everyMs: 5 }); });
    shell.kill('SIGKILL');
    await once(shell, 'exit');
    other.kill('SIGKILL');
    await noticed;
    expect(calls).to.deep.equal([]);
  });
});
