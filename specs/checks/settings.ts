import type { Manifest } from '../../harness/lesson/given.ts';

/** The keys of a ConfigMap or Secret, each with its value as text, wherever the object has it written. */
export function valuesIn(object: Manifest): Record<string, string> {
  const isSecret = object.kind === 'Secret';
  return {
    ...fromBase64(object.get<Record<string, unknown>>(isSecret ? 'data' : 'binaryData')),
    // What stringData says of a key counts more than what data says; no key is in both maps of a ConfigMap.
    ...object.get<Record<string, string>>(isSecret ? 'stringData' : 'data'),
  };
}

/** The object with another value of a key. */
export function withValue(object: Manifest, key: string, value: string): Manifest {
  return object.changed((fields: { data?: object; stringData?: object }) => {
    const field = object.kind === 'Secret' ? 'stringData' : 'data';
    fields[field] = { ...fields[field], [key]: value };
  });
}

function fromBase64(values: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString()]));
}
