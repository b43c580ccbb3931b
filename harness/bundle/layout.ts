import { partNames, type Part } from './manifest.ts';
import { block, padding } from './tar-header.ts';

/** Bytes of the part with the manifest's checksum. */
export const sumSize = 64 + '  '.length + partNames.manifest.length + '\n'.length;

/** Two empty blocks end a tar archive. */
export const endSize = 2 * block;

/** Where a part lies. */
export interface Place {
  name: string;
  size: number;
  /** First byte of the part itself, behind its header. */
  start: number;
}

/** Where the first part behind the manifest and its checksum begins with its header. */
export function afterManifest(manifestSize: number): number {
  return block + manifestSize + padding(manifestSize) + block + sumSize + padding(sumSize);
}

/** Where each part lies in a bundle with a manifest of this size, and how long the whole is. */
export function layOut(manifestSize: number, parts: readonly Pick<Part, 'name' | 'size'>[]): { places: Place[]; total: number } {
  let position = afterManifest(manifestSize);
  const places = parts.map(({ name, size }) => {
    const start = position + block;
    position = start + size + padding(size);
    return { name, size, start };
  });
  return { places, total: position + endSize };
}
