import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { texts } from '../text/texts.ts';

/** Where builds are kept, outside the checkout, so that a second checkout builds nothing. */
export interface CacheFolders {
  root: string;
  artifacts: string;
  downloads: string;
  logs: string;
  locks: string;
  /** Work in progress; on the same file system as the artifacts, so that finishing is a rename. */
  scratch: string;
}

/** Throws an EnvironmentError when `CNDJP_CACHE` is not an absolute path. */
export function cacheFolders(env: NodeJS.ProcessEnv = process.env): CacheFolders {
  const root = rootOf(env);
  return {
    root,
    artifacts: join(root, 'artifacts'),
    downloads: join(root, 'downloads'),
    logs: join(root, 'logs'),
    locks: join(root, 'locks'),
    scratch: join(root, 'tmp'),
  };
}

function rootOf(env: NodeJS.ProcessEnv): string {
  const chosen = env['CNDJP_CACHE'];
  if (chosen !== undefined && chosen !== '') {
    if (isAbsolute(chosen)) return chosen;
    throw new EnvironmentError('CNDJP_CACHE', texts.images.relativeCache(chosen), texts.images.relativeCacheHint);
  }
  const shared = env['XDG_CACHE_HOME'];
  // A relative XDG_CACHE_HOME is to be ignored: XDG Base Directory Specification, "Basics".
  const base = shared !== undefined && isAbsolute(shared) ? shared : join(homedir(), '.cache');
  return join(base, 'cndjp2-e2e');
}
