import { lackingFeature, type Need } from '../cluster/features.ts';
import type { Scope } from '../objects/scope.ts';
import type { Session } from '../objects/session.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { lackingNetworkPolicy } from './network-policy.ts';

/**
 * Asks the cluster for what a lesson needs, one after the other: the first that it lacks, and what to do about it; undefined
 * when it lacks nothing. What the run itself knows (`ingress`, `own-cluster`) is not asked for.
 *
 * @param open makes the namespace in which is tried out what cannot be asked; called only when it is needed
 * @throws EnvironmentError when the API server does not respond
 */
export async function firstLacking(needs: readonly Need[], session: Session, open: () => Promise<Scope>): Promise<Text | undefined> {
  for (const need of needs) {
    if (need === 'ingress' || need === 'own-cluster') continue;
    session.step(texts.features.asking(need));
    const lacks = need === 'network-policy' ? await lackingNetworkPolicy(open) : await lackingFeature(session.client, need);
    if (lacks !== undefined) return lacks;
  }
  return undefined;
}
