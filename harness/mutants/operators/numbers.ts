import type { Field } from './field-walk.ts';
import type { Operator } from './operator.ts';

const ports = ['port', 'containerPort', 'targetPort', 'nodePort', 'hostPort', 'number'];
const quantities = ['cpu', 'memory', 'storage', 'ephemeral-storage'];

function isPort({ key, value }: Field): boolean {
  return typeof value === 'number' && ports.includes(key);
}

export const portPlusOne: Operator = {
  name: 'port-plus-one', category: 'port', standsFor: 'FIELD is off by one.',
  change: (field) => (isPort(field) ? { do: 'set', path: field.path, to: Number(field.value) + 1 } : undefined),
};

export const portMinusOne: Operator = {
  name: 'port-minus-one', category: 'port', standsFor: 'FIELD is off by one.',
  change: (field) => (isPort(field) ? { do: 'set', path: field.path, to: Number(field.value) - 1 } : undefined),
};

/** A number, or the number of a quantity such as `10m` with its unit. */
function amountOf(field: Field): { amount: number; unit: string } | undefined {
  const { key, value } = field;
  if (typeof value === 'number') return isPort(field) ? undefined : { amount: value, unit: '' };
  if (typeof value !== 'string' || !quantities.includes(key)) return undefined;
  const found = /^(\d+)([a-zA-Z]*)$/.exec(value);
  return found === null ? undefined : { amount: Number(found[1]), unit: found[2] ?? '' };
}

function scaled(field: Field, factor: number): unknown {
  const found = amountOf(field);
  if (found === undefined) return undefined;
  const amount = found.amount * factor;
  return typeof field.value === 'number' ? amount : `${amount}${amount === 0 ? '' : found.unit}`;
}

export const zero: Operator = {
  name: 'zero', category: 'wrong-value', standsFor: 'FIELD is zero.',
  change: (field) => {
    const to = scaled(field, 0);
    return to === undefined || to === field.value ? undefined : { do: 'set', path: field.path, to };
  },
};

export const timesTen: Operator = {
  name: 'times-ten', category: 'wrong-value', standsFor: 'FIELD has one zero too many.',
  change: (field) => {
    const to = scaled(field, 10);
    return to === undefined || to === field.value ? undefined : { do: 'set', path: field.path, to };
  },
};
