import { Readable } from 'node:stream';
import { execa, type ExecaError } from 'execa';
import { platformArguments, platformOf } from '../cluster/node-images.ts';
import { dockerStore } from '../images/image-store.ts';
import { CommandFailed, runCommand } from '../process/run-command.ts';

/** Milliseconds; 4 GB from or to a slow disk take a fraction of it. */
const archiveWithinMs = 60 * 60_000;
const quickMs = 30_000;

/** What the making and the loading of bundles ask of Docker; tests answer without one. */
export interface DockerArchive {
  /** Such as `linux/amd64`. */
  platform(): Promise<string>;
  /** The id of an image; undefined where there is none of this name. */
  idOf(name: string): Promise<string | undefined>;
  /** An archive of images, as it comes. Its iteration throws CommandFailed. */
  save(names: readonly string[]): AsyncIterable<Uint8Array>;
  /** Takes in an archive of images. Throws CommandFailed. */
  load(archive: AsyncIterable<Uint8Array>): Promise<void>;
  /** Gives an image one more name, which it takes away from any other. */
  tag(id: string, name: string): Promise<void>;
  /** Takes a name away, and the image too where that was its last one. */
  untag(name: string): Promise<void>;
}

/** The daemon that the `docker` client talks to. */
export function dockerArchive(signal: AbortSignal): DockerArchive {
  const docker = (args: readonly string[]): Promise<string> => runCommand('docker', args, { deadlineMs: quickMs, signal });
  // What puts things back must be done after a Ctrl-C too.
  const putBack = async (args: readonly string[]): Promise<void> => { await runCommand('docker', args, { deadlineMs: quickMs }); };
  const asker = dockerStore(new AbortController().signal);
  return {
    platform: async () => platformOf(await docker(['info', '--format', '{{.OSType}}/{{.Architecture}}'])),
    idOf: async (name) => (await asker.inspect(name))?.id,
    save: async function* (names) {
      const info = await docker(['info', '--format', '{{json .DriverStatus}} {{.OSType}}/{{.Architecture}}']);
      const child = execa('docker', ['save', ...platformArguments(info), ...names], { stdin: 'ignore', buffer: { stdout: false, stderr: true }, timeout: archiveWithinMs, cancelSignal: signal });
      // What it ends with is heard below; meanwhile nobody listens.
      const ended = child.then(() => undefined, (error: unknown) => error as ExecaError);
      try {
        yield* child.iterable({ from: 'stdout', binary: true });
      } catch (error) {
        signal.throwIfAborted();
        if ((await ended) === undefined) throw error;
      } finally {
        child.kill();
      }
      signal.throwIfAborted();
      const error = await ended;
      if (error !== undefined) throw new CommandFailed(error, archiveWithinMs);
    },
    load: async (archive) => {
      try {
        await execa('docker', ['load', '--quiet'], { input: Readable.from(archive), timeout: archiveWithinMs, cancelSignal: signal, all: true });
      } catch (error) {
        signal.throwIfAborted();
        throw new CommandFailed(error as ExecaError, archiveWithinMs);
      }
    },
    tag: (id, name) => putBack(['image', 'tag', id, name]),
    untag: (name) => putBack(['image', 'rm', name]),
  };
}
