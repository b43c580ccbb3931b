import type { WrittenFolder } from './written-folder.ts';

/** One change that an operator can make in a folder. */
export interface Offer {
  /** `Kind/name`, or `File/name` and `Folder/lesson` for what is not of one object. */
  object: string;
  /** Path of what is said another way; empty: all of it. */
  field: string;
  /** Makes it in the folder that was asked. */
  make: () => void;
}

/** What two changes must not share to be made in one run: one could take back the other. */
export type EquivalenceCategory =
  | 'order' | 'metadata' | 'defaults' | 'ports' | 'names' | 'command' | 'environment' | 'data' | 'containers' | 'resources' | 'probes' | 'quantities' | 'mounts'
  | 'selectors' | 'rollout' | 'files' | 'form' | 'comments' | 'lines' | 'encoding';

/**
 * A way to say the same otherwise, in any manifest: to whoever reads objects as the cluster does, nothing has changed. An
 * operator must hold for every folder, also one that other operators have changed before.
 */
export interface EquivalenceOperator {
  name: string;
  category: EquivalenceCategory;
  /** One sentence on why nothing changes. */
  says: string;
  /** All that it can change in this folder. */
  offers: (folder: WrittenFolder) => Offer[];
}
