import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { ExecResult } from './exec.ts';

/** What a client inside the cluster asks for. */
export interface Target {
  /** A name or an address, as the client's pod would use it. */
  host: string;
  port: number;
  /** For `http`; `/` when absent. */
  path?: string;
  /** `http` when absent; `tcp` only opens a connection. */
  protocol?: 'http' | 'tcp';
}

/** What became of one question. */
export type Verdict =
  /** The other end accepted the connection. `status` is that of the first HTTP response, `body` that of a successful one. */
  | { verdict: 'reached'; status?: number; body?: string }
  /** The connection was turned away: by the other end, or by the network (no route, prohibited). */
  | { verdict: 'refused' }
  /** No connection, or no response, within the deadline. */
  | { verdict: 'timed out' }
  /** The question was never asked. */
  | { verdict: 'could not ask'; why: Text };

/**
 * The command that asks, for BusyBox 1.37 as Docker Hub and as Debian build it. Debian's `wget` has no `-T` and its `nc` no
 * `-z`, so another program ends them, and `nc` proves a connection by starting a program on it.
 *
 * @param deadlineMs rounded up to whole seconds
 */
export function askCommand(target: Target, deadlineMs: number): string[] {
  const bounded = ['timeout', '-s', 'KILL', String(Math.max(1, Math.ceil(deadlineMs / 1_000)))];
  if (target.protocol === 'tcp') return [...bounded, 'nc', target.host, String(target.port), '-e', 'true'];
  return [...bounded, 'wget', '-q', '-S', '-Y', 'off', '-O', '-', urlOf(target)];
}

function urlOf({ host, port, path = '/' }: Target): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
}

/** Exit codes of a program that was killed, and of a `timeout` that says so itself. */
const killed = new Set([124, 137, 143]);
const turnedAway = /(Connection refused|No route to host|Host is unreachable|Network (is )?unreachable|Permission denied|Operation not permitted)\s*$/im;
const tooLate = /timed out/i;
const unknownName = /bad address '([^']*)'/;
/** What wget says of an end that took the connection and then did not speak HTTP to its end. */
const otherEnd = /error getting response|bad header line|Connection reset by peer|short read|too many redirections|server returned error/i;

/**
 * Reads what the command of {@link askCommand} printed and how it ended. Undefined: Docker Hub's `nc`, which says nothing when
 * there is no connection; `wget` then says why.
 */
export function readVerdict(target: Target, { exitCode, stdout, stderr }: ExecResult): Verdict | undefined {
  if (killed.has(exitCode)) return { verdict: 'timed out' };
  if (target.protocol === 'tcp') return exitCode === 0 ? { verdict: 'reached' } : noConnection(stderr);
  const [status, ...redirected] = [...stderr.matchAll(/^\s*HTTP\/[\d.]+ (\d{3})/gm)].map(([, code]) => Number(code));
  if (status !== undefined) return { verdict: 'reached', status, ...(exitCode === 0 && redirected.length === 0 ? { body: stdout } : {}) };
  if (exitCode === 0 || otherEnd.test(stderr)) return { verdict: 'reached' };
  return noConnection(stderr);
}

function noConnection(stderr: string): Verdict | undefined {
  const said = stderr.trim();
  if (said === '') return undefined;
  const [, name] = unknownName.exec(said) ?? [];
  if (name !== undefined) return { verdict: 'could not ask', why: texts.verbs.client.unknownName(name) };
  if (turnedAway.test(said)) return { verdict: 'refused' };
  if (tooLate.test(said)) return { verdict: 'timed out' };
  return { verdict: 'could not ask', why: verbatim(said) };
}

/** One of several connections that are opened at once. */
export interface Connection {
  host: string;
  port: number;
  /** Milliseconds, rounded up to whole seconds. */
  deadlineMs: number;
}

/**
 * The command that opens several connections at once, each as {@link askCommand} does: to start a program in a container
 * costs far more than a connection does. Prints a line for each: its place in the list, its exit code, what it said.
 */
export function connectCommand(connections: readonly Connection[], protocol: 'http' | 'tcp' = 'tcp'): string[] {
  const asked = connections.map(({ host, port, deadlineMs }, place) => `ask ${place} ${askCommand({ host, port, protocol }, deadlineMs).map(quoted).join(' ')} &`);
  // What was said becomes one line: unquoted, and no pattern of file names.
  return ['sh', '-c', ['set -f', 'ask() { n=$1; shift; said=$("$@" 2>&1 >/dev/null </dev/null); code=$?; echo "$n $code" $said; }', ...asked, 'wait'].join('\n')];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Opens several connections at once by a function that runs a command in the client's pod; resolves with what became of them, in their
 * order.
 */
export async function connectAll(connections: readonly Connection[], run: (command: string[]) => Promise<ExecResult>): Promise<Verdict[]> {
  const results = resultsOf(await run(connectCommand(connections)), connections.length);
  const verdicts = connections.map((connection, place) => readVerdict({ ...connection, protocol: 'tcp' }, results[place] ?? unsaid));
  const silent = connections.filter((_, place) => verdicts[place] === undefined);
  const again = silent.length === 0 ? [] : resultsOf(await run(connectCommand(silent, 'http')), silent.length);
  return verdicts.map((verdict) => verdict ?? afterHttp(again.shift() ?? unsaid));
}

/** Of a connection about which the pod said nothing at all. */
const unsaid: ExecResult = { exitCode: -1, stdout: '', stderr: '' };

function resultsOf({ stdout, stderr, exitCode }: ExecResult, count: number): ExecResult[] {
  // Where even the shell could not be started, that is what became of each. No line at all is no success.
  const results = Array.from({ length: count }, (): ExecResult => (exitCode === 0 ? unsaid : { exitCode, stdout: '', stderr }));
  for (const [, place, code, said = ''] of stdout.matchAll(/^(\d+) (\d+) ?(.*)$/gm)) results[Number(place)] = { exitCode: Number(code), stdout: '', stderr: said };
  return results;
}

/**
 * Asks by a function that runs a command in the client's pod. Each question has a connection of its own.
 *
 * @param deadlineMs for the connection and the response together
 */
export async function reach(target: Target, deadlineMs: number, run: (command: string[]) => Promise<ExecResult>): Promise<Verdict> {
  const verdict = readVerdict(target, await run(askCommand(target, deadlineMs)));
  if (verdict !== undefined) return verdict;
  // No connection, and nothing said about it: HTTP's client meets the same and says it.
  const http: Target = { ...target, protocol: 'http' };
  return afterHttp(await run(askCommand(http, deadlineMs)));
}

/** What HTTP's client says of a connection that there is not. */
function afterHttp({ exitCode, stderr }: ExecResult): Verdict {
  if (killed.has(exitCode)) return { verdict: 'timed out' };
  const said = noConnection(stderr);
  return said?.verdict === 'refused' || said?.verdict === 'timed out' ? said : { verdict: 'could not ask', why: texts.verbs.client.silent(exitCode) };
}

/** The command that looks up a name, and nothing else. */
export function lookUpCommand(name: string, deadlineMs: number): string[] {
  return ['timeout', '-s', 'KILL', String(Math.max(1, Math.ceil(deadlineMs / 1_000))), 'nslookup', name];
}

/** Whether a server answered with an address: what the command of {@link lookUpCommand} printed, and how it ended. */
export function readLookUp(name: string, { exitCode, stdout, stderr }: ExecResult): Verdict {
  if (exitCode === 0) return { verdict: 'reached' };
  const said = `${stdout}\n${stderr}`;
  if (killed.has(exitCode) || /timed out|no servers could be reached/i.test(said)) return { verdict: 'timed out' };
  if (/can't resolve|can't find|NXDOMAIN|No answer/i.test(said)) return { verdict: 'could not ask', why: texts.verbs.client.unknownName(name) };
  return { verdict: 'could not ask', why: verbatim(said.trim()) };
}
