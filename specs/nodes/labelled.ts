import type { Given } from '../../harness/lesson/given.ts';

/** Labels of nodes that the lesson's text gives: one that some nodes have, and one that none has. */
export const front = { role: 'front' };
export const disk = { disk: 'ssd' };

/** Names of the nodes with these labels. */
export async function nodesWith(given: Pick<Given, 'list'>, labels: Record<string, string>): Promise<string[]> {
  return (await given.list('v1', 'Node', { labels })).map(({ metadata }) => metadata?.name ?? '');
}
