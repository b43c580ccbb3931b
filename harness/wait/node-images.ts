import { fullImageName } from '../values/image-name.ts';
import type { NodeSize } from './node-room.ts';

/** The images that a node has, by their full names; none where it is out of sight. A kubelet names 50 of them at most (nodeStatusMaxImages). */
export function imagesOn(nodes: readonly NodeSize[], name: string | undefined): ReadonlySet<string> {
  const node = nodes.find(({ metadata }) => metadata?.name === name);
  // One whose name another has taken has none any more: null, as a kubelet writes it.
  return new Set(node?.status?.images?.flatMap(({ names }) => (names ?? []).map(fullImageName)));
}
