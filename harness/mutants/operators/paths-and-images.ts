import type { Operator } from './operator.ts';

const pathKeys = ['path', 'mountPath', 'subPath', 'workingDir'];

export const changePath: Operator = {
  name: 'change-path', category: 'wrong-value', standsFor: 'FIELD is another path.',
  change: ({ path, key, value, element }) =>
    !element && typeof value === 'string' && pathKeys.includes(key) ? { do: 'set', path, to: value === '/' ? '/other' : `${value}-other` } : undefined,
};

export const changeTag: Operator = {
  name: 'change-tag', category: 'image', standsFor: 'FIELD has a tag that nobody has published.',
  change: ({ path, key, value, element }) =>
    !element && typeof value === 'string' && key === 'image' ? { do: 'set', path, to: `${untagged(value)}:0.0.0-none` } : undefined,
};

/** A colon in front of a slash belongs to the port of a registry. */
function untagged(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
