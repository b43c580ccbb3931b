import type { Pod } from '../client/objects.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { ownerOf } from '../wait/pod-owner.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import { containerRuns, type ContainerRun } from './container-runs.ts';
import { Recording } from './recording.ts';

/** What was seen of one pod: another of the same name is another one. */
export interface PodHistory {
  uid: string;
  name: string;
  /** The object whose manifest describes it. */
  owner: ObjectName;
  /** The lives of its containers, in the order in which they were seen to begin. */
  runs: ContainerRun[];
  /** Whether its deletion was asked for. */
  leaves: boolean;
}

/** Records the pods of a namespace and the lives of their containers from a watch, until `stop()`. */
export class PodRecorder {
  readonly #histories = new Map<string, PodHistory>();
  readonly #recording: Recording<Pod>;

  constructor(source: WatchSource<Pod>) {
    this.#recording = new Recording(source, (pods) => { for (const pod of pods) this.#saw(pod); });
  }

  /** Resolves when what was there at the beginning is in. */
  async begun(): Promise<void> {
    await this.#recording.begun();
  }

  /** Ends the recording. Throws when the cluster stopped responding in between: then there are gaps. */
  async stop(): Promise<void> {
    await this.#recording.stop();
  }

  /** All pods that were seen up to now, also those that are gone, the first first. Throws when there are gaps. */
  seen(): PodHistory[] {
    this.#recording.requireWhole();
    return structuredClone([...this.#histories.values()]);
  }

  #saw(pod: Pod): void {
    const { uid = '', name = '', deletionTimestamp } = pod.metadata ?? {};
    const known = this.#histories.get(uid);
    const runs = new Map((known?.runs ?? []).map((run) => [keyOf(run), run]));
    for (const run of containerRuns(pod)) runs.set(keyOf(run), run);
    this.#histories.set(uid, { uid, name, owner: ownerOf(pod).object, runs: [...runs.values()], leaves: known?.leaves === true || deletionTimestamp !== undefined });
  }
}

function keyOf({ container, number }: ContainerRun): string {
  return `${container} ${number}`;
}
