import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from '../client/api-error.ts';

/** Milliseconds in which API servers surely have taken over that a policy is gone: they look about once a second. */
const withinMs = 15_000;
/** Milliseconds between two attempts. */
const againMs = 250;

/**
 * Does what an admission policy of a namespace may still refuse for a moment after it was deleted: nothing tells when the API
 * server no longer asks it, so its refusal is the only sign. Throws what `act` throws, such a refusal after 15 s.
 *
 * @param act may be done again
 */
export async function pastPolicies<T>(namespace: string, act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isRefusedBy(namespace, error) || signal.aborted || performance.now() - startedAt >= withinMs) throw error;
      await pause(againMs, undefined, { signal });
    }
  }
}

/** Whether a policy that was made for the namespace has refused (API server: "ValidatingAdmissionPolicy 'NAME' with binding 'NAME' denied request"). */
function isRefusedBy(namespace: string, error: unknown): boolean {
  return error instanceof ApiError && new RegExp(`ValidatingAdmissionPolicy '[^']*-${RegExp.escape(namespace)}'`).test(error.status.message ?? '');
}
