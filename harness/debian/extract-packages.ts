import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from '../images/recipe.ts';
import { debianArchive, sourceLines } from './debian-archive.ts';
import { ensureMmdebstrap } from './ensure-mmdebstrap.ts';

/** Left out: nobody reads them in a container. */
const UNREAD = ['doc', 'man', 'info', 'locale', 'lintian', 'bug', 'doc-base', 'perl'];

/**
 * Unpacks packages of a Debian suite, with all that they depend on, and runs none of their scripts.
 * Returns the folder that then looks like `/`.
 */
export async function extractPackages(bench: Workbench, suite: string, packages: readonly string[]): Promise<string> {
  await ensureMmdebstrap(bench);
  const tar = join(bench.scratch, 'packages.tar');
  const folder = join(bench.scratch, 'packages');
  await bench.run(
    'mmdebstrap',
    [
      // Without root a user namespace does: what is made here belongs to root in the image in any case.
      `--mode=${process.getuid?.() === 0 ? 'root' : 'unshare'}`, '--variant=extract', '--format=tar',
      // Mirrors that keep a past state of the archive serve index files that call themselves expired.
      '--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=Acquire::Languages "none"', '--aptopt=Acquire::Retries "3"', '--aptopt=Acquire::http::Timeout "20"',
      ...UNREAD.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      `--include=${packages.join(',')}`,
      suite, tar, '-',
    ],
    { input: sourceLines(debianArchive(), [suite]), deadlineMs: 5 * 60_000 },
  );
  await mkdir(folder);
  await bench.run('tar', ['--extract', '--file', tar, '--directory', folder, '--no-same-owner', '--exclude=./dev/*'], { deadlineMs: 2 * 60_000 });
  return folder;
}
