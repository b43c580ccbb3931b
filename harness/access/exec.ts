import { Readable, Writable } from 'node:stream';

import { Exec } from '@kubernetes/client-node';
import type { V1Status } from '@kubernetes/client-node';

import type { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { ContainerName } from './logs.ts';
import { isOfNode, refusalOf, socketErrorText } from './socket.ts';
import type { Socket } from './socket.ts';
import { asText, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';

const t = texts.access;

/** Bytes that a command may print to one of its streams: a stranger's file may have no end. */
const mostBytes = 16_000_000;

export interface ExecResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

export interface ExecOptions {
  /** Milliseconds; 10 000 when absent. */
  deadlineMs?: number;
  stdin?: string;
  signal?: AbortSignal;
}

/** A command could not be run in a container, or its end was never reported. A command that ends badly is no error. */
export class ExecError extends Error {
  override readonly name = 'ExecError';
  /** Why, in both languages; the Error's own message is English. */
  readonly reason: Text;
  /** The node refused it, as it does where the container has just come to its end. */
  readonly ofNode: boolean;
  /** Its end was not known within the deadline. */
  readonly late: boolean;

  constructor(reason: Text, { ofNode = false, late = false, ...options }: ErrorOptions & { ofNode?: boolean; late?: boolean } = {}) {
    super(reason.en, options);
    this.reason = reason;
    this.ofNode = ofNode;
    this.late = late;
  }
}

/**
 * Runs a command in a container.
 *
 * The server's status message may never come (the container died, the connection broke): then the closed connection
 * ends the wait.
 *
 * @throws ExecError when the command cannot be started, its end is not known within the deadline, or it prints without end
 */
export async function exec(client: ClusterClient, container: ContainerName, command: string[], options: ExecOptions = {}): Promise<ExecResult> {
  client.refuseExec?.();
  const { deadlineMs = 10_000, stdin } = options;
  const ended = Promise.withResolvers<V1Status>();
  const fail = (text: Text, why: { cause?: ApiError; ofNode?: boolean; late?: boolean } = {}): void => {
    ended.reject(new ExecError(t.inContainer(command[0] ?? '', `${container.pod}/${container.container}`, text), why));
  };
  const refuse = (error: unknown): void => {
    fail(verbatim(socketErrorText(error)), { ...defined({ cause: refusalOf(error, client, { ...container, subresource: 'exec' }) }), ofNode: isOfNode(error) });
  };
  const tooMuch = (): void => { fail(t.tooMuch(mostBytes / 1_000_000)); };
  const stdout = new Collector(tooMuch);
  const stderr = new Collector(tooMuch);
  const timer = setTimeout(() => { fail(t.notEnded(deadlineMs), { late: true }); }, deadlineMs);
  const interrupt = (): void => { fail(t.interrupted); };
  options.signal?.addEventListener('abort', interrupt, { once: true });
  let socket: Socket | undefined;
  try {
    const { namespace, pod, container: name } = container;
    const input = stdin === undefined ? null : Readable.from([Buffer.from(stdin)]);
    const connecting = new Exec(client.rest.config).exec(namespace, pod, name, command, stdout, stderr, input, false, ended.resolve);
    void connecting.then(
      (connected) => {
        socket = connected as Socket;
        socket.on('close', () => { fail(t.closed); });
        socket.on('error', refuse);
      },
      refuse,
    );
    const status = await ended.promise;
    return { stdout: stdout.text, stderr: stderr.text, exitCode: exitCodeOf(status) };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
    socket?.terminate();
  }
}

/** Throws when the status says that the command was never started. */
function exitCodeOf(status: V1Status): number {
  if (status.status === 'Success') return 0;
  const cause = status.details?.causes?.find((each) => each.reason === 'ExitCode');
  if (cause?.message === undefined) throw new ExecError(asText(status.message ?? t.notStarted));
  return Number(cause.message);
}

class Collector extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #tooMuch: () => void;
  #bytes = 0;

  /** @param tooMuch called when there is more than anybody would read; the rest is thrown away */
  constructor(tooMuch: () => void) {
    super();
    this.#tooMuch = tooMuch;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#bytes += chunk.length;
    if (this.#bytes > mostBytes) this.#tooMuch();
    else this.#chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
