import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EffectiveConfig } from './effective-config.ts';
import { encryptionConfiguration, encryptionKeyBytes } from './encryption.ts';

/**
 * Puts what nodes mount beside kind's configuration, where it stays for as long as the cluster: copies of files of the
 * checkout, and a new key to encrypt Secrets with, which only this user may read.
 *
 * @param folder of the cluster, in which kind is started
 */
export async function writeMountedFiles(folder: string, { copies, encryption }: Pick<EffectiveConfig, 'copies' | 'encryption'>, checkout: string): Promise<void> {
  const key = { name: 'first', key: randomBytes(encryptionKeyBytes) };
  const path = join(folder, encryption);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await Promise.all(copies.map(async ({ from, to }) => { await copyFile(join(checkout, from), join(folder, to)); }));
  // Only a new file gets the mode.
  await rm(path, { force: true });
  await writeFile(path, encryptionConfiguration([key]), { mode: 0o600 });
}
