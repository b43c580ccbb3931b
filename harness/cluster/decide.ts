import type { ClusterState } from './cluster-state.ts';
import type { KindNode } from './kind-nodes.ts';

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

export type Decision = { do: 'create' } | { do: 'reuse' } | { do: 'recreate'; because: string } | { do: 'refuse'; because: string };

/** Whether a cluster of that name is made, taken, made anew, or left alone because it is somebody else's. */
export function decide({ nodes, state, recorded }: Found, { state: wanted, fresh }: Wanted): Decision {
  if (nodes.length === 0) return { do: 'create' };
  if (state === undefined && !recorded) return { do: 'refuse', because: 'a kind cluster of that name is there, and this project did not make it' };
  const because = reasonAgainst({ nodes, state, recorded }, { state: wanted, fresh });
  return because === undefined ? { do: 'reuse' } : { do: 'recreate', because };
}

function reasonAgainst({ nodes, state }: Found, { state: wanted, fresh }: Wanted): string | undefined {
  if (fresh) return 'a fresh one is asked for';
  if (state === undefined) return 'the working folder does not know it any more';
  if (state.phase === 'creating') return 'an earlier run was cut off while it made it';
  if (state.nodeImage !== wanted.nodeImage) return `the node image is now ${wanted.nodeImage} (it was ${state.nodeImage})`;
  if (state.nodeImageId !== wanted.nodeImageId) return `the node image ${wanted.nodeImage} has changed`;
  if (state.config !== wanted.config) return 'kind-config.yaml or its ports have changed';
  const down = nodes.filter((node) => !node.running).map((node) => node.name);
  return down.length > 0 ? `${down.join(', ')} ${down.length === 1 ? 'does' : 'do'} not run` : undefined;
}
