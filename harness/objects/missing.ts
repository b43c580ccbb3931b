import { kindNamed, podMakers } from '../client/kinds.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { texts } from '../text/texts.ts';
import type { Problem } from '../wait/problem.ts';
import type { Scope } from './scope.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** An object that was applied is seen at once; what is not there after this many milliseconds does not come by itself. */
const missingMs = 5_000;

/** Kinds that no controller makes of its own accord: one that is in no folder, and that no spec has applied, cannot come. */
const madeByHand = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Service', 'Ingress'];

/** Whether an object cannot come: it is in no folder, and nobody makes it. */
function cannotCome(scope: Scope, object: ObjectName): boolean {
  const { kind, name } = kindAndName(object);
  return scope.session.loaded && (madeByHand.includes(kind) || (kind === 'Pod' && !isMadeByAnother(scope, name))) && scope.manifestOf(object) === undefined;
}

/** Whether a pod has the name of a workload in front of its own, as those have that a controller makes. */
function isMadeByAnother(scope: Scope, pod: string): boolean {
  return pod.split('-').some((_, index, parts) => index > 0 && podMakers.some(({ kind }) => scope.manifestOf(`${kind}/${parts.slice(0, index).join('-')}`) !== undefined));
}

/** What keeps a wait from ending that stands on an object which is neither there nor in any folder; nothing where it can come. */
export async function problemsOfNothing(scope: Scope, object: ObjectName): Promise<Problem[]> {
  if (!cannotCome(scope, object)) return [];
  const { kind, name } = kindAndName(object);
  const there = await scope.read(kindNamed(kind)?.apiVersion ?? 'v1', kind, name);
  return there === undefined ? [missingProblem(scope, object)] : [];
}

/** The problem of a wait for an object that is not there. */
export function missingProblem(scope: Scope, object: ObjectName): Problem {
  const { kind, name } = kindAndName(object);
  const common = { key: 'missing', object, observed: texts.objects.none };
  if (!cannotCome(scope, object)) return { ...common, hint: texts.wait.hints.missing(kind), graceMs: missingMs };
  return { ...common, hint: scope.session.hintForMissing(kind, name), graceMs: 0 };
}
