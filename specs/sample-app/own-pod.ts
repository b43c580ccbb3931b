import { verbatim } from '../../harness/text/language.ts';
import type { Given } from '../../harness/lesson/given.ts';
import { routesOf, type Visit } from '../checks/ingress-route.ts';
import { t } from './texts.ts';

/**
 * Throws LessonFailure where the pod that has responded is none of the lesson's namespace: where two Ingresses of a cluster have the same
 * host, the controller sends the requests of both to either of them.
 *
 * @param pod its name, as the app says it
 */
export async function requireOwnPod(given: Given, visit: Visit, pod: string): Promise<void> {
  const names = (await given.list('v1', 'Pod')).map(({ metadata }) => metadata?.name);
  if (names.includes(pod)) return;
  const [route] = routesOf(given.manifests.all('Ingress'), visit);
  given.fail({
    on: route?.ingress ?? 'Ingress/koa-sample-web', field: route === undefined ? 'spec.rules' : route.field.replace(/\.http\..*/, '.host'),
    expected: t.requests.ownPod, observed: verbatim(`Pod/${pod}`), hint: t.hints.sameHost(visit.host),
  });
}
