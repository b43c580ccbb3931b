import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { KubeConfig } from '@kubernetes/client-node';
import { endGroup } from '../process/run-group.ts';

/** Milliseconds in which a program that a kubeconfig names (`users[].user.exec`) must have given credentials. */
const withinMs = 20_000;

/** Characters of what a program says when it fails that are kept: one line of a message. */
const mostSaid = 200;

/**
 * Ends a program that gives no credentials in time: the client would wait for it forever. Its way of starting one is a
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
  let late = false;
  let text = '';
  program.stderr.on('data', (data: Buffer) => { text += text.length < mostSaid ? String(data) : ''; });
  program.stderr.once('end', () => said.end(late ? `nothing within ${ms / 1_000} s` : text.trim().replaceAll(/\s+/g, ' ').slice(0, mostSaid)));
  const end = (): void => {
    late = true;
    // With all that it started, which would keep its output open.
    endGroup(program.pid, 'SIGKILL');
  };
  const timer = setTimeout(end, ms);
  process.once('exit', end);
  program.once('close', () => {
    clearTimeout(timer);
    process.off('exit', end);
  });
  return Object.assign(program, { stderr: said });
}
