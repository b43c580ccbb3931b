import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { runCommand } from '../process/run-command.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { openBundle, requirePlatform } from './open-bundle.ts';
import { ensureRoom } from './room.ts';
import { inScratchFolder } from './scratch-folder.ts';
import { requireUnplugging, withUnpluggedDocker } from './unplugged-docker.ts';

const t = texts.bundle.trying;

/** Bytes on the disk for each byte of the images: once in Docker, and most of them once on each of two nodes. */
const onDisk = 3;

/** What a machine has when a bundle comes to it: nothing of npm's, of this project's, or of its user's. */
const ofThisMachine = /^(?:npm_|CNDJP_|XDG_|DOCKER_|KUBECONFIG$|NODE_V8_COVERAGE$)/i;

/**
 * Tries a bundle as a learner would who has a clone and no network: a clone, a home and a Docker of their own in a network
 * namespace without a way out, there `npm run bundle -- load FILE`, then the command. All of it is removed afterwards.
 *
 * @param command run in the clone; by default `npm test`
 * @returns the exit code of the first that failed, else 0
 */
export async function tryBundle(path: string, command: readonly string[], checkout: string, tools: Pick<ScriptTools, 'signal' | 'say'>): Promise<number> {
  const { signal, say } = tools;
  const bundle = await openBundle(path);
  requirePlatform(bundle);
  await requireUnplugging(signal);
  const work = join(checkout, '.work');
  await mkdir(work, { recursive: true });
  await ensureRoom(work, bundle.manifest.images.reduce((sum, { size }) => sum + size, 0) * onDisk);
  return await inScratchFolder(join(work, 'try'), async (folder) => {
    const clone = join(folder, 'clone');
    await runCommand('git', ['clone', '--quiet', checkout, clone], { deadlineMs: 120_000, signal });
    await mkdir(join(folder, 'home'));
    return await withUnpluggedDocker(folder, tools, async ({ env, inside }) => {
      const machine = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisMachine.test(name))), PATH: withoutPackages(process.env['PATH'] ?? ''), HOME: join(folder, 'home'), ...env };
      for (const step of [['npm', 'run', 'bundle', '--', 'load', path], command]) {
        say(t.running(step.join(' ')));
        const [program, ...args] = inside(step);
        const { exitCode } = await execa(program, args, { cwd: clone, env: machine, extendEnv: false, stdio: ['ignore', 'inherit', 'inherit'], reject: false, cancelSignal: signal, forceKillAfterDelay: 60_000 });
        signal.throwIfAborted();
        if (exitCode !== 0) return exitCode ?? 2;
      }
      say(t.passed);
      return 0;
    });
  });
}

/** A PATH without the packages of this checkout, which npm puts in front. */
function withoutPackages(path: string): string {
  return path.split(delimiter).filter((folder) => !folder.includes('node_modules')).join(delimiter);
}
