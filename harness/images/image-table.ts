import type { SuppliedImage } from './supply-images.ts';

/** One line an image: name, id, version, provenance, size. */
export function imageTable(images: readonly SuppliedImage[]): string {
  const rows = images.map((image) => [withoutDigest(image.name), image.id.replace('sha256:', '').slice(0, 12), image.version, image.provenance, `${Math.round(image.size / 1e6)} MB`]);
  const table = [['image', 'id', 'version', 'provenance', 'size'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function withoutDigest(reference: string): string {
  return reference.split('@')[0] ?? reference;
}
