import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import { endGroup } from '../process/run-group.ts';

/** Milliseconds in which a program that a kubeconfig names (`users[].user.exec`) must have given credentials. */
const withinMs = 20_000;

/** Characters of what a program says when it fails that are kept: one line of a message. */
const mostSaid = 200;

/** Bytes of credentials: tokens and certificates have some thousands. */
const mostGiven = 1_000_000;

/**
 * Ends a program that gives no credentials in time, or prints without end: the client would wait for it, and keep all of it, forever. Its way of starting one is a
 * property that its types do not show.
 *
 * @param ms the time of a program, in milliseconds
 */
export function boundCredentialPrograms(config: KubeConfig, ms = withinMs): void {
  const { authenticators } = config as unknown as { authenticators: { execFn?: typeof spawn }[] };
  const start = (command: string, args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess => startBounded(command, args, options, ms);
  for (const authenticator of authenticators) if (authenticator.execFn !== undefined) authenticator.execFn = start as typeof spawn;
}

function startBounded(command: string, args: readonly string[], options: SpawnOptions, ms: number): ChildProcess {
  const program = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  // What the client makes its message of: what the program said, shortened, or that it said nothing in time.
  const said = new PassThrough();
  let endedFor = '';
  let text = '';
  let given = 0;
  program.stderr.on('data', (data: Buffer) => { text += text.length < mostSaid ? String(data) : ''; });
  program.stderr.once('end', () => said.end(endedFor !== '' ? endedFor : text.trim().replaceAll(/\s+/g, ' ').slice(0, mostSaid)));
  const end = (why: string): void => {
    endedFor = why;
    // With all that it started, which would keep its output open.
    endGroup(program.pid, 'SIGKILL');
  };
  program.stdout.on('data', (data: Buffer) => {
    given += data.length;
    if (given > mostGiven && endedFor === '') end(`more than ${mostGiven / 1_000_000} MB of output`);
  });
  const timer = setTimeout(() => { end(`nothing within ${ms / 1_000} s`); }, ms);
  const onExit = (): void => { end('interrupted'); };
  process.once('exit', onExit);
  program.once('close', () => {
    clearTimeout(timer);
    process.off('exit', onExit);
  });
  return Object.assign(program, { stderr: said });
}
