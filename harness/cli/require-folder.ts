import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

/** Throws EnvironmentError where the folder that the command was called in is gone: no path can be told then. */
export function requireFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new EnvironmentError(texts.cli.commandLine, texts.cli.noFolder, texts.cli.noFolderHint, { cause: error });
  }
}
