import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of lessons' folders, by their paths below the folder of lessons, as they lie on the disk. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

/** Writes the files below a folder, as `--manifests` would be given it. */
export function writeFolders(files: FolderFiles, dir: string): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
}
