import type { ClusterState } from './cluster-state.ts';
import type { KindNode } from './kind-nodes.ts';
import { isSameImage, type ImageIdentity } from '../images/same-image.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';

const { why } = texts.cluster;

/** What was found of a cluster of our name. */
export interface Found {
  nodes: readonly KindNode[];
  /** What our working folder remembers, if anything. */
  state: ClusterState | undefined;
  /** Whether a node carries our record: it outlives the working folder. */
  recorded: boolean;
}

export interface Wanted {
  state: ClusterState;
  fresh: boolean;
}

export type Decision = { do: 'create' } | { do: 'reuse' } | { do: 'recreate'; because: Text } | { do: 'refuse'; because: Text };

/** Whether a cluster of that name is made, taken, made anew, or left alone because it is somebody else's. */
export function decide({ nodes, state, recorded }: Found, { state: wanted, fresh }: Wanted): Decision {
  if (nodes.length === 0) return { do: 'create' };
  if (state === undefined && !recorded) return { do: 'refuse', because: texts.cluster.foreign };
  const because = reasonAgainst({ nodes, state, recorded }, { state: wanted, fresh });
  return because === undefined ? { do: 'reuse' } : { do: 'recreate', because };
}

function reasonAgainst({ nodes, state }: Found, { state: wanted, fresh }: Wanted): Text | undefined {
  if (fresh) return why.fresh;
  if (state === undefined) return why.unknown;
  if (state.phase === 'creating') return why.cutOff;
  if (state.nodeImage !== wanted.nodeImage) return why.otherImage(wanted.nodeImage, state.nodeImage);
  if (!isSameImage(nodeImageOf(state), nodeImageOf(wanted))) return why.imageChanged(wanted.nodeImage);
  if (state.config !== wanted.config) return why.config;
  const down = nodes.filter((node) => !node.running).map((node) => node.name);
  return down.length > 0 ? why.down(down) : undefined;
}

function nodeImageOf({ nodeImageId: id, nodeImageKey: key }: ClusterState): ImageIdentity {
  return { id, ...defined({ key }) };
}
