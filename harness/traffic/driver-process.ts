import { fork, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { lastLines } from '../process/run-command.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { DriverCommand, DriverNews } from './messages.ts';

const t = texts.traffic.driver;

/** The driver's process as its parent sees it. */
export class DriverProcess {
  readonly #child: ChildProcess;
  #complaint = '';

  /**
   * Starts the process. `onNews` gets its messages; `onGone` is called once when it has ended, with how it ended.
   * The process does not keep the parent's event loop alive: whoever waits for it needs a timer.
   */
  constructor(onNews: (news: DriverNews) => void, onGone: (how: Text) => void) {
    this.#child = fork(fileURLToPath(new URL('./driver/main.ts', import.meta.url)), [], {
      // Neither the parent's flags nor its environment: a proxy or a preloaded module would stand between client and server.
      // No helper threads of V8: they stay in the normal class when the main thread is made real-time, and its garbage
      // collector waits for them. With both cores loaded that stalled it for up to a second (12 ms without, same load).
      // Little room for young objects: the collector comes more often and is done sooner, at a fresh connection each in
      // 1.2 rather than 2 ms.
      // The garbage of the warm-up is collected before the first request, or it would be in the first seconds (20 to 50 ms).
      execArgv: ['--max-semi-space-size=2', '--single-threaded', '--expose-gc'],
      env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] },
      serialization: 'advanced',
      // A session of its own: Ctrl-C does not reach it, and where the kernel shares by session it has a share of its own.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.on('message', (news) => { onNews(news as DriverNews); });
    this.#child.on('error', (error) => { onGone(t.failed(error.message)); });
    this.#child.on('exit', (code, signal) => {
      const words = this.#complaint === '' ? '' : lastLines(this.#complaint, 3);
      onGone(signal === null ? t.exited(String(code), words) : t.killed(signal, words));
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => { this.#complaint = (this.#complaint + chunk.toString()).slice(-4_000); });
    if (this.#child.stderr instanceof Socket) this.#child.stderr.unref();
    this.#child.channel?.unref();
    this.#child.unref();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(command: DriverCommand): void {
    // An error here means that the process is gone, which `onGone` reports with its cause.
    if (this.#child.connected) this.#child.send(command, () => undefined);
  }

  /** Ends the process: at once when it will not listen any more. */
  end(): void {
    if (this.#child.connected) this.#child.disconnect();
    else this.#child.kill('SIGKILL');
  }
}
