import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../../../harness/process/checkout.ts';

/** What a program of our own in the busybox image asks Debian's busybox to do, each word with `|` behind it; its exit code where it refuses. */
export function askedOfBusybox(program: string, args: readonly string[]): string {
  const programs = mkdtempSync(join(tmpdir(), 'busybox-'));
  try {
    writeFileSync(join(programs, 'busybox'), '#!/bin/sh\nprintf "%s|" "$@"\n', { mode: 0o755 });
    const { status, stdout } = spawnSync('sh', [join(checkout, 'images/offline/busybox', program), ...args], { encoding: 'utf8', env: { PATH: `${programs}:${process.env['PATH'] ?? ''}` } });
    return status === 0 ? stdout : `exit code ${status ?? -1}`;
  } finally {
    rmSync(programs, { recursive: true });
  }
}
