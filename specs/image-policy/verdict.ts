import { refusedBy } from '../../harness/expect/refusal.ts';

/** What admission said of something that was tried. */
export type Verdict = { admitted: true } | { admitted: false; /** The ValidatingAdmissionPolicyBinding that refused it, by its name on the cluster; undefined where something else did. */ binding: string | undefined; message: string };

/** How the API server words the refusal of a ValidatingAdmissionPolicy, as of Kubernetes 1.30 to 1.37. */
const byPolicy = /ValidatingAdmissionPolicy '[^']+' with binding '([^']+)' denied request/;

/** As it says that what `paramRef` names is not there (Kubernetes 1.30 to 1.37). */
const withoutParameters = /no params found/;

/** Whether something was refused because the parameters of a policy are not there. */
export function lacksParameters(verdict: Verdict): boolean {
  return !verdict.admitted && withoutParameters.test(verdict.message);
}

/** Tries something that only asks, and tells whether it was admitted, else who refused it. Errors that are no refusal pass through. */
export async function verdictOn(ask: () => Promise<unknown>): Promise<Verdict> {
  try {
    await ask();
    return { admitted: true };
  } catch (error) {
    const refused = refusedBy(error);
    if (refused === undefined) throw error;
    return { admitted: false, binding: byPolicy.exec(refused.message)?.[1], message: refused.message };
  }
}
