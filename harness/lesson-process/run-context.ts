import type { ClusterClient } from '../client/cluster-client.ts';
import type { Allowance } from '../fence/allowance.ts';
import type { Effect } from './effect.ts';
import type { Level } from '../verdict/level.ts';
import type { ManifestFolders } from '../manifests/manifests.ts';

/** All that one lesson's process knows about its run: the runner's first message. */
export interface RunContext {
  /** Unique per run, fit for a label and a name: `^[a-z][a-z0-9]{5,9}$`. */
  runId: string;
  lesson: string;
  cluster: {
    provider: 'kind' | 'context';
    name: string;
    /** Path of the kubeconfig file to read. */
    kubeconfig: string;
    /** Name of the context in that file. */
    context: string;
    /** Server version such as `v1.37.2`. */
    kubernetes: string;
  };
  /** Base address of the ingress controller seen from here, such as `http://127.0.0.1:18080`; absent: nobody said where it answers. */
  ingressUrl?: string;
  /** Where traffic is sent instead: the same ingress controller without Docker's proxy between. */
  trafficUrl?: string;
  manifests: ManifestFolders;
  /** What folders may do beyond their own namespaces, by name. */
  allowed: readonly Allowance[];
  /** Images that lessons use. */
  images: readonly string[];
  /** Absolute; evidence of a lesson goes to `<reportDir>/evidence/<lesson>/`. */
  reportDir: string;
  language: 'en' | 'ja';
  keep: Keep;
  /** Tests of which level decide the run; absent: `production`, which is all of them. */
  level?: Level;
  /** Judge what somebody has applied by hand: nothing is made outside their namespace, nothing is applied, nothing deleted at the end. */
  verify?: Verify;
  /** What asks the API server, where many namespaces are judged in one process; absent: each lesson has its own. */
  client?: ClusterClient;
  /** Whether other lessons may run at the same time, which take from this one what nodes have. */
  beside?: boolean;
  /** A regular expression: stop at the first test that decides at this level and whose failure, as people read it, fits it. */
  bail?: Pick<RegExp, 'source' | 'flags'> & { level: Level };
  /** Title of the only test that is run, behind what it stands on. */
  only?: string;
  /** Tests of the manifests as they are written are left out: only what runs is judged. For runs of mutants alone. */
  withoutWritten?: boolean;
}

/** Whose namespaces and objects are left in place for a look: nobody's, those of lessons with a failed test, or those of every lesson. */
export type Keep = false | 'failed' | 'all';

/** How what runs already is judged. */
export interface Verify {
  /** Where it runs. */
  namespace: string;
  /** Kinds of the whole cluster that may not be seen there, so that nothing is concluded from their absence. */
  unseen: readonly string[];
  /**
   * The most that a test may do to be run: tests that only look, those that also send requests, those that disturb what runs and put that
   * back, and with `changes` those whose changes a learner could make by hand: the suite makes them then, and puts them back.
   */
  most: Effect;
  /** Milliseconds for which the learner is waited for who is to do by hand what tests change; absent: nobody is asked. */
  waitMs?: number;
  /** What runs is judged again and again: nothing is kept for a report of what fails on the way. */
  again?: true;
}

let current: RunContext | undefined;

/** Called once in a lesson's process, before its spec is loaded. */
export function setRunContext(context: RunContext): void {
  current = context;
}

/** The context of this process. Throws when no runner has sent one: a spec was started by hand. */
export function runContext(): RunContext {
  if (current === undefined) throw new Error('no runner has started this spec: run lessons with `npm test -- <lesson>`');
  return current;
}
