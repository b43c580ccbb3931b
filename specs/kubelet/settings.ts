import type { Blame, Given } from '../../harness/lesson/given.ts';
import { verbatim } from '../../harness/text/language.ts';
import { parsePath, setAt, valueAt } from '../../harness/values/field-path.ts';

/** Settings of a KubeletConfiguration without which its API would be open, or its certificate would run out. */
const safe: readonly { field: string; value: unknown; otherwise: unknown }[] = [
  { field: 'authentication.anonymous.enabled', value: false, otherwise: true },
  { field: 'authentication.webhook.enabled', value: true, otherwise: false },
  { field: 'authorization.mode', value: 'Webhook', otherwise: 'AlwaysAllow' },
  { field: 'rotateCertificates', value: true, otherwise: false },
];

/** The field of the port that answers without asking who it is; 0, its default, closes it. */
const readOnlyPort = 'readOnlyPort';

/** Throws LessonFailure unless the settings that a kubelet runs with are safe. */
export function requireSafe(given: Given, settings: object, blame: Blame): void {
  const at = (field: string): unknown => valueAt(settings, parsePath(field));
  for (const { field, value } of safe) given.expect(at(field), { ...blame, what: verbatim(field) }).to.equal(value);
  given.expect(at(readOnlyPort) ?? 0, { ...blame, what: verbatim(readOnlyPort) }).to.equal(0);
}

/** The same settings with one that is not safe, one at a time, and which that is. */
export function unsafe(settings: object): { field: string; settings: object }[] {
  return [...safe.map(({ field, otherwise }) => ({ field, value: otherwise })), { field: readOnlyPort, value: 10_255 }].map(({ field, value }) => {
    const changed = structuredClone(settings);
    setAt(changed, parsePath(field), value);
    return { field, settings: changed };
  });
}
