import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { execa, ExecaError } from 'execa';
import { defined } from '../values/defined.ts';
import { roundSeconds } from '../text/duration.ts';
import { mapText, type Text } from '../text/language.ts';
import { shorten } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  input?: string;
  /** Milliseconds; then the program gets SIGTERM and five seconds later SIGKILL. */
  deadlineMs: number;
  signal?: AbortSignal;
  /** Appends everything that the program prints to this file. */
  log?: string;
}

/** Milliseconds from SIGTERM to SIGKILL, and from its end until what the program has left behind is heard no more. */
const killMs = 5_000;
const deafMs = 1_000;

/** Characters of its output and of its errors: one that prints without end is ended, as it would fill the memory. */
const mostPrinted = 16_000_000;

/** What is asked of a program that runs: whether it has ended, and its output. */
type Heard = Pick<ChildProcess, 'stdout' | 'stderr' | 'exitCode' | 'signalCode' | 'once'>;

/** A program ended other than well, did not end in time, or printed too much. The message has its last lines. */
export class CommandFailed extends WordedError {
  override readonly name = 'CommandFailed';
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly timedOut: boolean;
  /** It printed more than is kept. */
  readonly endless: boolean;

  constructor(error: ExecaError, deadlineMs: number) {
    const output = outputOf(error);
    super(mapText(wordsOf(error, deadlineMs), (words) => `${words}${output === '' ? '' : `:\n${lastLines(output, 8)}`}`));
    this.command = error.escapedCommand;
    this.exitCode = error.exitCode;
    this.output = output;
    this.timedOut = error.timedOut;
    this.endless = error.isMaxBuffer;
  }
}

/** Runs a program to its end and resolves with its standard output, trimmed. Throws {@link CommandFailed}. */
export async function runCommand(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const file = options.log === undefined ? [] : [{ file: options.log, append: true as const }];
  try {
    const result = await heardInTime(execa(command, args, {
      ...defined({ cwd: options.cwd, env: options.env, cancelSignal: options.signal }),
      ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
      timeout: options.deadlineMs,
      forceKillAfterDelay: killMs,
      maxBuffer: mostPrinted,
      stdout: ['pipe', ...file],
      stderr: ['pipe', ...file],
      all: true,
    }), options);
    return typeof result.stdout === 'string' ? result.stdout.trim() : '';
  } catch (error) {
    if (error instanceof ExecaError) throw new CommandFailed(error as ExecaError, options.deadlineMs);
    throw error;
  }
}

/** What a program printed, and how it ended. */
export interface Ending {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/**
 * Runs a program to its end, well or badly, and resolves with what it printed, unchanged.
 *
 * @throws CommandFailed when it could not be started, was ended by a signal, did not end in time or printed too much
 */
export async function runToEnd(command: string, args: readonly string[], options: Pick<RunOptions, 'deadlineMs' | 'signal' | 'input'>): Promise<Ending> {
  try {
    const { stdout, stderr, exitCode } = await heardInTime(execa(command, args, {
      ...defined({ cancelSignal: options.signal }),
      ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
      timeout: options.deadlineMs,
      forceKillAfterDelay: killMs,
      maxBuffer: mostPrinted,
      stripFinalNewline: false,
      all: true,
    }), options);
    return { stdout, stderr, exitCode: exitCode ?? 0 };
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const { exitCode, timedOut, isCanceled, isMaxBuffer, stdout, stderr } = error;
    if (exitCode === undefined || timedOut || isCanceled || isMaxBuffer) throw new CommandFailed(error as ExecaError, options.deadlineMs);
    return { stdout: String(stdout), stderr: String(stderr), exitCode };
  }
}

/**
 * A program that was ended may leave another one behind that holds its output open, as a script does that has called one: it is
 * waited for no longer than for the program itself.
 */
async function heardInTime<T extends PromiseLike<unknown> & Heard>(program: T, { deadlineMs, signal }: Pick<RunOptions, 'deadlineMs' | 'signal'>): Promise<Awaited<T>> {
  const over = new AbortController();
  const after = (ms: number, then: () => void): void => { void pause(ms, undefined, { signal: over.signal, ref: false }).then(then, () => undefined); };
  const hearNoMore = (): void => {
    for (const stream of [program.stdout, program.stderr]) stream?.destroy();
  };
  const told = (): void => {
    const ended = program.exitCode !== null || program.signalCode !== null;
    if (ended) after(deafMs, hearNoMore);
    else program.once('exit', () => { after(deafMs, hearNoMore); });
  };
  after(deadlineMs, told);
  signal?.addEventListener('abort', told, { once: true, signal: over.signal });
  try {
    return await program;
  } finally {
    over.abort();
  }
}

/** How the program ended, in words. */
function wordsOf(error: ExecaError, deadlineMs: number): Text {
  const t = texts.tools.command;
  const command = error.escapedCommand.slice(0, 200);
  if (error.isMaxBuffer) return t.endless(command, mostPrinted / 1_000_000);
  if (error.timedOut) return t.late(command, roundSeconds(deadlineMs));
  if (error.code === 'ENOENT') return t.notInstalled(command);
  if (error.isCanceled) return t.interrupted(command);
  return error.signal === undefined ? t.exitCode(command, String(error.exitCode ?? 'unknown')) : t.signal(command, error.signal);
}

function outputOf(error: ExecaError): string {
  return typeof error.all === 'string' ? error.all.trim() : '';
}

/** The last lines that say something, each as far as a person would read it. */
export function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .map(shorten)
    .join('\n');
}
