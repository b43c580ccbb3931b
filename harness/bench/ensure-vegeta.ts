import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { installRelease } from '../go/install-release.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import { CommandFailed, lastLines } from '../process/run-command.ts';
import { mapText, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/** The version that the driver is compared with. */
export const VEGETA_VERSION = 'v12.13.0';

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
    await installRelease(`github.com/tsenart/vegeta/v12@${VEGETA_VERSION}`, { folder, log: join(folder, 'build.log'), downloads, signal, say, building: texts.tools.building(`vegeta ${VEGETA_VERSION}`) });
    return program;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CommandFailed) && !(error instanceof EnvironmentError)) throw error;
    say(texts.tools.noVegeta(VEGETA_VERSION, mapText(error.text, (text) => lastLines(text, 1))));
    return undefined;
  }
}
