import { kindNamed } from '../client/kinds.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { joinTexts } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import type { AccountKind } from './account-objects.ts';
import type { Allowance } from './allowance.ts';
import { imageRepository } from './image-repository.ts';
import { tooMuch } from './load.ts';
import { beyondAnObject, podsIn, type OwnServices } from './objects.ts';
import { ofOtherPriority } from './priority.ts';
import { ofOtherRuntime } from './runtime.ts';
import type { Fields, Offence } from './offence.ts';
import { outwardMarks } from './outward-marks.ts';
import { beyondAPod, type KnownOfPod, type PodNeeds } from './pod.ts';

const t = texts.fence;

/** What is allowed all the same. */
export interface FenceOptions {
  /** By the lesson, and by who runs it. */
  allowed: readonly Allowance[];
  /** Images that lessons use, with or without tags. */
  images: readonly string[];
  /** What the topic of the lesson needs, whoever wrote the folder. */
  needs?: PodNeeds;
  /** Kinds about accounts and rights that it needs, whoever wrote the folder. */
  accountKinds?: readonly AccountKind[];
  /** Namespaces of its files for which that of the run stands, beside `default`: isolation makes names of Services there ours. */
  standsFor?: ReadonlySet<string>;
  /** Isolation leaves out a priority of the cluster's own. */
  withoutSystemPriority?: boolean;
}

/**
 * What objects do beyond the namespaces of their run: become root on a node, read its folders, take its ports, speak for an
 * account, answer for other addresses, run programs from anywhere. A folder comes from a stranger, and none of this may
 * happen because somebody judged it. Returns a failure for every such field.
 */
export function fence(manifests: readonly Manifest[], { allowed, images, needs = {}, accountKinds = [], standsFor = new Set(), withoutSystemPriority = false }: FenceOptions): LessonFailure[] {
  const accounts = new Set(manifests.filter(({ kind }) => kind === 'ServiceAccount').map(({ name }) => name));
  const own = { services: new Set(manifests.filter(({ kind }) => kind === 'Service').map(({ name }) => name)), namespaces: standsFor };
  const classes = manifests.some(({ kind }) => kind === 'PriorityClass');
  const runtimes = new Set(manifests.filter(({ kind }) => kind === 'RuntimeClass').map(({ name }) => name));
  const repositories = images.map(imageRepository);
  const load = tooMuch(manifests.map(({ object }) => object as Fields));
  return manifests.flatMap((manifest, n) => [
    ...offencesOf(manifest.object as Fields, own, { images: repositories, accounts, withoutSystemPriority }, needs, accountKinds), ...(classes ? [] : ofOtherPriority(manifest.object as Fields)), ...ofOtherRuntime(manifest.object as Fields, runtimes), ...load[n] ?? []]
    .filter(({ allowance }) => !allowed.includes(allowance))
    .map(({ field, allowance, observed, meant }) => new LessonFailure({
      expected: t.expected,
      observed,
      object: manifest.id,
      ...(field === '' ? {} : { field: manifest.path(field) }),
      ...manifest.at(field),
      elapsedMs: 0,
      refused: true,
      hint: meant === undefined ? t.hint(allowance, t.meanings[allowance]) : joinTexts([texts.manifests.hints.didYouMean(meant), t.hintBeside(allowance, t.meanings[allowance])], ' '),
    })));
}

function offencesOf(object: Fields, own: OwnServices, known: Omit<KnownOfPod, 'isIsolated'>, needs: PodNeeds, accountKinds: readonly AccountKind[]): Offence[] {
  return [...beyondAnObject(object, own, accountKinds), ...podsIn(object).flatMap(({ pod, path }) => beyondAPod(pod, path, { ...known, isIsolated: kindNamed(String(object['kind']))?.podSpec === path }, needs)), ...outwardMarks(object)];
}
