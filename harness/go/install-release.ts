import { runCommand } from '../process/run-command.ts';
import type { Text } from '../text/language.ts';
import { ensureGo, type EnsureGoOptions } from './ensure-go.ts';

/** Milliseconds. */
const BUILD_MS = 600_000;

export interface InstallReleaseOptions extends EnsureGoOptions {
  /** Where the program goes, under its own name. */
  folder: string;
  /** What is said once there is a Go. */
  building: Text;
}

/**
 * Compiles a released program from the module proxy.
 * Throws an EnvironmentError where there is no Go, and CommandFailed when the program cannot be had or does not compile.
 *
 * @param release its package and version, such as `sigs.k8s.io/kind@v0.33.0`
 */
export async function installRelease(release: string, { folder, building, ...options }: InstallReleaseOptions, findGo: typeof ensureGo = ensureGo): Promise<void> {
  const go = await findGo(options);
  options.say(building);
  const { log, signal } = options;
  // The release's own go.mod decides: Go takes no `-mod` beside a version.
  await runCommand(go.program, ['install', '-trimpath', release], { deadlineMs: BUILD_MS, signal, log, env: { ...go.env, GOFLAGS: '', GOBIN: folder } });
}
