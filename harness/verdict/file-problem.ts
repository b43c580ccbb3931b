import { isSystemError, systemReason } from '../values/system-error.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from './environment-error.ts';

const t = texts.run;

/** Calls of the system about files: others, such as `connect`, have their own words. */
const aboutFiles = /^(?:f?open|f?write|read|mkdir|mkdtemp|rename|unlink|rmdir|rm|scandir|opendir|[fl]?stat|copyfile|link|symlink|readlink|f?truncate|f?sync|f?chmod|access|close|cp)/;

/** What the file system did not let a run do (the disk is full, read-only, closed to this user), as an error of the environment; undefined for any other error. */
export function fileProblem(error: unknown): EnvironmentError | undefined {
  if (!isSystemError(error) || !aboutFiles.test(String(error.syscall))) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : t.aFile;
  return new EnvironmentError(path, t.notWrittenOrRead(systemReason(error)), t.fileHint, { cause: error });
}
