import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';

/** Milliseconds between two looks. */
const periodMs = 300;

/** Waits until an object that is being deleted is gone; its name may be used again by another. */
export async function untilGone(client: Pick<ClusterClient, 'read'>, ref: ObjectRef, uid: string | undefined, signal: AbortSignal): Promise<void> {
  for (;;) {
    const now = await client.read(ref, { signal });
    if (now === undefined || now.metadata?.uid !== uid) return;
    await pause(periodMs, undefined, { signal });
  }
}
