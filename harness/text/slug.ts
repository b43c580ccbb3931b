/** A title as part of a file name: lower case, digits, single hyphens, at most 60 characters. */
export function slug(title: string): string {
  const plain = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return plain.slice(0, 60).replace(/-$/, '') || 'untitled';
}
