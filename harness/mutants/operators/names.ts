import { isMap } from '../../values/field-path.ts';
import type { Field } from './field-walk.ts';
import type { Operator } from './operator.ts';

/** Keys whose text is the name of something. */
const nameKeys = ['name', 'claimName', 'secretName', 'serviceAccountName', 'storageClassName', 'ingressClassName', 'volumeName', 'targetPort', 'priorityClassName', 'nodeName'];
const secretKeys = ['secretKeyRef', 'configMapKeyRef'];

export const swapName: Operator = {
  name: 'swap-name', category: 'reference', standsFor: 'FIELD is misspelt.',
  change: ({ path, key, value, element }) =>
    !element && typeof value === 'string' && nameKeys.includes(key) ? { do: 'set', path, to: misspelt(value) } : undefined,
};

export const swapLabel: Operator = {
  name: 'swap-label', category: 'label', standsFor: 'FIELD is another one than its partner.',
  change: ({ path, value, keys }) => (typeof value === 'string' && isLabel(keys) ? { do: 'set', path, to: misspelt(value) } : undefined),
};

/** `metadata.labels.app`, `spec.selector.app`, `spec.selector.matchLabels.app`, `spec.template.metadata.labels.app`. */
function isLabel(keys: Field['keys']): boolean {
  const [parent, above] = [keys.at(-2), keys.at(-3)];
  return parent === 'matchLabels' || (parent === 'labels' && above === 'metadata') || (parent === 'selector' && above === 'spec');
}

export const swapSecretKey: Operator = {
  name: 'swap-secret-key', category: 'reference', standsFor: 'FIELD is not the key that the other side knows.',
  change: ({ path, key, keys, value }, kind) => {
    if (typeof value === 'string' && key === 'key' && secretKeys.includes(keys.at(-2) ?? '')) return { do: 'set', path, to: misspelt(value) };
    const own = kind === 'Secret' && keys.length === 2 && ['data', 'stringData'].includes(keys[0] ?? '');
    return own && !isMap(value) ? { do: 'rename', path, to: misspelt(key) } : undefined;
  },
};

/** One letter too many, as a slip of the finger; still a valid name, and with a number at its end still another one. */
function misspelt(text: string): string {
  return `${text}x`;
}
