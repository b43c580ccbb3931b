import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { ensureGo } from '../go/ensure-go.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import { CommandFailed, lastLines, runCommand } from '../process/run-command.ts';
import { mapText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** The version that the driver is compared with. */
export const VEGETA_VERSION = 'v12.13.0';

const BUILD_MS = 600_000;

export interface EnsureVegetaOptions {
  signal: AbortSignal;
  /** Prints one line for people. */
  say: (line: Text) => void;
}

/**
 * The path of vegeta {@link VEGETA_VERSION}: kept from an earlier run, else built from source with Go. Undefined, and said,
 * where it cannot be built: the driver is then measured alone.
 */
export async function ensureVegeta({ signal, say }: EnsureVegetaOptions): Promise<string | undefined> {
  const { downloads } = cacheFolders();
  const folder = join(downloads, `vegeta-${VEGETA_VERSION}`);
  const program = join(folder, 'vegeta');
  if (existsSync(program)) return program;
  try {
    await mkdir(folder, { recursive: true });
    const log = join(folder, 'build.log');
    const go = await ensureGo({ downloads, log, signal, say });
    say(texts.tools.building(`vegeta ${VEGETA_VERSION}`));
    await runCommand(go.program, ['install', '-trimpath', `github.com/tsenart/vegeta/v12@${VEGETA_VERSION}`], { deadlineMs: BUILD_MS, signal, log, env: { ...go.env, GOFLAGS: '', GOBIN: folder } });
    return program;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed) && !(error instanceof EnvironmentError)) throw error;
    say(texts.tools.noVegeta(VEGETA_VERSION, mapText(error.text, (text) => lastLines(text, 1))));
    return undefined;
  }
}
