import type { PerRunKind } from '../client/kinds.ts';
import type { Credential } from '../client/use.ts';
import type { Need } from '../cluster/features.ts';
import type { AccountKind } from '../fence/account-objects.ts';
import type { Allowance } from '../fence/allowance.ts';
import type { PodNeeds } from '../fence/pod.ts';
import type { OwnRegistry } from '../manifests/isolation/own-registry.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import type { Given } from './given.ts';

/** What a lesson may ask for. */
export interface LessonOptions {
  /**
   * What the lesson cannot do without; where it is missing, the lesson is skipped and says what to do. The run itself knows
   * whether there is an `ingress` and whether the cluster is our own; the cluster is asked for everything else before the dry
   * run: `audit` (a log of requests), `encryption-at-rest`, `network-policy` (policies have an effect), `log-rotation` (sooner
   * than at the default size) and `registry` (a local one that is made known).
   */
  needs?: readonly Need[];
  /** Lessons whose objects this one needs too. */
  standsOn?: readonly string[];
  /** Its pods wait more than they compute, and none is measured: it runs beside as many lessons as run side by side otherwise. */
  light?: boolean;
  /** Kinds of the whole cluster that the folder may have objects of, beside PersistentVolume: each is made for this run, under a name of its own. */
  clusterWide?: readonly PerRunKind[];
  /**
   * Hosts that the lesson's requests name, such as `*.k8s`: a rule of an Ingress without a host answers for these, and not for
   * every lesson's. `*.example` and `*.test` when absent.
   */
  hosts?: readonly string[];
  /**
   * Namespaces that the lesson has beside its own, by name, with their labels: learners' files may choose them by either. They
   * are there from the dry run on; a learner's Namespace of such a name is not made, its labels are put on that one.
   */
  namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Sections of the lesson's handout that explain its parts, by part: `{ labels: 'labels' }`; a test's own `section` goes before. */
  sections?: Readonly<Record<string, string>>;
  /** `npm run verify` can judge it in the namespace where a learner has applied it; else why it cannot, as a whole sentence without its end. */
  verifiable?: true | Text;
  /**
   * A registry that the spec runs for itself: the host that learners write, and the repositories that their pods may have
   * images of. In each run it has a host of its own, which takes the other's place in what is applied, and so has the password
   * that they write.
   */
  registry?: OwnRegistry;
  /** Milliseconds for one test; 90 000 when absent. */
  testDeadlineMs?: number;
  /**
   * Which objects the test `apply` applies; all when absent. A Namespace that is left out does not lend its labels to that of
   * the lesson: the spec applies it to one of its own, `(await given.namespace('strict')).apply(…)`.
   */
  apply?: (manifest: Manifest, all: readonly Manifest[]) => boolean;
  /**
   * Objects that are meant to be refused, or to stay Pending: the dry run, the look at references and `apply` leave them
   * out, and the spec judges them.
   */
  refused?: (manifest: Manifest) => boolean;
  /** What this lesson's own objects do beyond the namespaces of the run; of other folders it is refused unless `--allow` names it. */
  allows?: readonly Allowance[];
  /**
   * What of it every folder of the lesson may do, whoever wrote it, because the lesson is about it: mount these files of the
   * node to read them, and have tokens for these audiences.
   */
  podNeeds?: PodNeeds;
  /**
   * Kinds about accounts and rights that every folder of the lesson may hold, whoever wrote it. Bindings to users and groups of
   * the cluster itself stay refused, and requests for certificates that nobody need approve.
   */
  accountKinds?: readonly AccountKind[];
  /** With what its spec asks in the name of somebody else (`given.as`): what that takes is asked for before anything is made. */
  credentials?: readonly Credential[];
  /** Commands with which a learner sees for themselves what the lesson has proved; they work as they stand, on what the learner has applied. */
  tryIt?: (given: Given) => string[];
  /** Starts what negative controls need, in namespaces of their own, as soon as the objects are applied. */
  controls?: (given: Given) => Promise<void>;
}
