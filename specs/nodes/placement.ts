import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** Throws LessonFailure unless all pods are on some of these nodes. */
export function requireOn(given: Given, pods: readonly Pod[], nodes: readonly string[], blame: Blame): void {
  const others = pods.filter(({ node }) => !nodes.includes(node)).map(({ name, node }) => `${name} on ${node}`);
  given.expect(others, { ...blame, what: t.elsewhere(nodes.join(', ')) }).to.deep.equal([]);
}

/** Throws LessonFailure when one node has more than one pod more than another. */
export function requireSpread(given: Given, pods: readonly Pod[], nodes: readonly string[], blame: Blame): void {
  const counts = nodes.map((node) => pods.filter((pod) => pod.node === node).length);
  given.expect(counts, { ...blame, what: t.podsOf(nodes.join(', ')) }).to.fit<number[]>(t.evenly, (all) => Math.max(...all) - Math.min(...all) <= 1);
}
