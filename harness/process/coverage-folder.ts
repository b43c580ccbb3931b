import { stopCoverage } from 'node:v8';
import { makeFolder } from './make-folder.ts';

/**
 * Leaves out Node's own coverage, of this process and those that it starts, where the folder that NODE_V8_COVERAGE names cannot be
 * made: Node would try to when a process ends, and below a file system such as /proc never come to an end.
 */
export function requireCoverageFolder(env: NodeJS.ProcessEnv = process.env): void {
  const folder = env['NODE_V8_COVERAGE'] ?? '';
  if (folder === '') return;
  try {
    makeFolder(folder);
  } catch {
    stopCoverage();
    delete env['NODE_V8_COVERAGE'];
  }
}
