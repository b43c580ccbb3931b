import { fieldManager } from '../client/cluster-client.ts';

/** Label on everything that any run makes: only what carries it is ever deleted. */
export const managedBy = { 'app.kubernetes.io/managed-by': fieldManager };

/** Key of the label whose value is the run's id. */
export const runLabel = 'cndjp2-e2e/run';

/** Key of the label by which ClusterRoles that are made of others find only those of their own namespace of the run. */
export const madeForLabel = 'cndjp2-e2e/namespace';

/** Labels on everything that one run makes. */
export function ownLabels(runId: string): Record<string, string> {
  return { ...managedBy, [runLabel]: runId };
}
