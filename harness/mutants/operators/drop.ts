import type { Operator } from './operator.ts';

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const lists = { mounts: ['volumeMounts'], env: ['env', 'envFrom'] };

export const dropProbe: Operator = {
  name: 'drop-probe', category: 'probe', standsFor: 'Nobody has written FIELD.',
  change: ({ path, key, element }) => (probes.includes(key) && !element ? { do: 'remove', path } : undefined),
};

export const dropMount: Operator = {
  name: 'drop-mount', category: 'volume', standsFor: 'The mount FIELD is forgotten.',
  change: ({ path, key, element }) => (element && lists.mounts.includes(key) ? { do: 'remove', path } : undefined),
};

export const dropEnv: Operator = {
  name: 'drop-env', category: 'environment', standsFor: 'The variable FIELD is forgotten.',
  change: ({ path, key, element }) => (element && lists.env.includes(key) ? { do: 'remove', path } : undefined),
};

export const dropItem: Operator = {
  name: 'drop-item', category: 'missing-field', standsFor: 'The element FIELD is left out.',
  change: ({ path, element }) => (element ? { do: 'remove', path } : undefined),
};

/** The object's own name is not removed: without it there is no object to speak of. */
export const remove: Operator = {
  name: 'remove', category: 'missing-field', standsFor: 'FIELD is left out.',
  change: ({ path, keys, element }) => (element || keys[0] === 'metadata' && (keys.length === 1 || keys[1] === 'name') ? undefined : { do: 'remove', path }),
};
