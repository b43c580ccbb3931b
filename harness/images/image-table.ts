import stringWidth from 'string-width';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { SuppliedImage } from './supply-images.ts';

const t = texts.images;

/** One line an image: name, id, version, provenance, size. */
export function imageTable(images: readonly SuppliedImage[]): Text {
  return { en: tableIn('en', images), ja: tableIn('ja', images) };
}

function tableIn(language: keyof Text, images: readonly SuppliedImage[]): string {
  const head = [t.table.image, t.table.id, t.table.version, t.table.provenance, t.table.size].map((cell) => cell[language]);
  const rows = images.map((image) => [withoutDigest(image.name), image.id.replace('sha256:', '').slice(0, 12), image.version, texts.report.provenances[image.provenance][language], `${Math.round(image.size / 1e6)} MB`]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => stringWidth(row[column] ?? ''))));
  return table.map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))).join('  ').trimEnd()).join('\n');
}

function withoutDigest(reference: string): string {
  return reference.split('@')[0] ?? reference;
}
