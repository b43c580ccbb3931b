import type { Given, Subject } from '../../harness/lesson/given.ts';
import { verbatim } from '../../harness/text/language.ts';
import { isSystemError } from '../../harness/values/system-error.ts';
import { t } from './texts.ts';

/** The kubelet's port. */
export const kubeletPort = 10_250;

export type KubeletResponse = Awaited<ReturnType<Subject['kubelet']>>;

/**
 * Asks the kubelet of a node. Where its address leads nowhere from here, as with Docker Desktop or somebody else's cluster, the
 * test is skipped and says so.
 *
 * @throws LessonFailure when nothing listens at its port
 */
export async function askKubelet(given: Given, who: Subject, node: string, path: string): Promise<KubeletResponse> {
  try {
    return await who.kubelet(node, path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isSystemError(error) && error.code === 'ECONNREFUSED') given.fail({ on: `Node/${node}`, expected: t.listens(kubeletPort), observed: verbatim(error.message) });
    return given.skip(t.unreachable(node, error.message));
  }
}
