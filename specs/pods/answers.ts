import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { show } from '../../harness/text/show.ts';
import { ownerOf } from '../../harness/wait/pod-owner.ts';
import { sourceOfValue } from '../checks/value-source.ts';
import { labelsBehind, policyInTheWay } from '../network/closing-policy.ts';
import { t } from './texts.ts';

/** A client inside the cluster. */
export type Client = ReturnType<Given['client']>;
type Verdict = Awaited<ReturnType<Client['reach']>>;

/** The port of the lesson's Services. */
export const servicePort = 80;
/** Milliseconds in which the nodes surely lead a Service's requests to the endpoints that it has now. */
const soonMs = 10_000;
/** Milliseconds for one answer: a node that does not know yet may lead to a pod that is gone. */
const answerMs = 1_000;
/** A pod that was not chosen is only said not to answer when that is less likely than this: a busy machine sends few requests in that time. */
const leastLikely = 1e-5;

/** The field by which a Service may lead one client to some of its pods only; undefined where it leads everybody to all. */
export function keepsTo(spec: { sessionAffinity?: string; internalTrafficPolicy?: string; trafficDistribution?: string } = {}): string | undefined {
  if (spec.sessionAffinity === 'ClientIP') return 'sessionAffinity';
  if (spec.internalTrafficPolicy === 'Local') return 'internalTrafficPolicy';
  return spec.trafficDistribution === undefined ? undefined : 'trafficDistribution';
}

/** Which fields of a Service are to blame: its ports where they lead nowhere, its selector where it finds nobody. */
export interface ServiceBlame {
  leads: Blame;
  selects: Blame;
}

/**
 * Asks a Service from inside the cluster until each of its pods has answered with its name; one of them, where the Service
 * keeps a client to some. That a node has taken over new endpoints cannot be watched: the answers are the only sign.
 *
 * @throws LessonFailure when one of the pods has not answered within 10 s, nor to so many requests that it would have been chosen by one of
 * them, or somebody else has
 */
export async function allAnswer(given: Given, client: Client, service: string, pods: readonly Pod[], blame: ServiceBlame): Promise<void> {
  const names = pods.map(({ name }) => name);
  const answered = new Set<string>();
  const kept = keepsTo((await given.service(service).now())?.spec);
  const wanted = kept === undefined ? names.length : 1;
  const field = kept === undefined ? {} : { field: `spec.${kept}` };
  const startedAt = performance.now();
  for (let requests = 1; answered.size < wanted; requests += 1) {
    const verdict = await client.reach({ host: given.service(service).name, port: servicePort }, { deadlineMs: answerMs });
    const body = bodyOf(verdict);
    const name = names.find((each) => body?.includes(each) === true);
    if (name !== undefined) answered.add(name);
    else if (body !== undefined) given.fail({ ...((await selected(given, service))?.some(({ name: other }) => body.includes(other)) === true ? blame.selects : { ...blame.leads, ...sayer(given, pods, body) }), expected: t.onlyOf(names.join(', ')), observed: verbatim(show(body)) });
    const elapsedMs = performance.now() - startedAt;
    // No waiting changes that: the pods that are to answer are there.
    if (body === undefined && answered.size === 0 && (await selected(given, service))?.length === 0) given.fail({ ...blame.selects, expected: t.answersOf(names.join(', ')), observed: t.selectsNobody, elapsedMs });
    // Which pod a node chooses for a connection is chance.
    const mayBeChance = name !== undefined && (1 - 1 / wanted) ** requests > leastLikely;
    if (answered.size < wanted && ((elapsedMs >= soonMs && !mayBeChance) || verdict.verdict === 'could not ask')) {
      const seen = answered.size === 0 ? t.nobody : verbatim([...answered].join(', '));
      const way = verdict.verdict === 'timed out' || verdict.verdict === 'refused' ? await wayOf(given, service) : undefined;
      given.fail({ ...blame.leads, ...field, ...way, expected: t.answersOf(names.join(', ')), observed: t.answered(seen, describe(verdict)), elapsedMs });
    }
  }
}

/** The field by which one of the pods that are to answer came to another name than its own; undefined where somebody else has answered. */
function sayer(given: Given, pods: readonly Pod[], body: string): Pick<Blame, 'on' | 'field'> | undefined {
  for (const pod of pods) {
    const on = given.manifests.all().find(({ id }) => id === ownerOf(pod.object).object);
    const field = on === undefined ? undefined : sourceOfValue(on, [pod], body);
    if (on !== undefined && field !== undefined) return { on, field };
  }
  return undefined;
}

/** The pods that a Service selects; undefined where it has no selector. */
async function selected(given: Given, service: string): Promise<readonly Pod[] | undefined> {
  const { selector } = (await given.service(service).now())?.spec ?? {};
  return selector === undefined ? undefined : await given.pods(selector).now();
}

/** The NetworkPolicy that keeps a client without labels from the pods of a Service. */
async function wayOf(given: Given, name: string): Promise<Blame | undefined> {
  const service = given.manifest('Service', name);
  const { port = servicePort, targetPort = port } = service.get<{ port?: number; targetPort?: number | string }[]>('spec.ports')?.find(({ port: each }) => each === servicePort) ?? {};
  return await policyInTheWay(given, {}, { labels: labelsBehind(given, service), port: typeof targetPort === 'number' ? targetPort : 0, portNames: typeof targetPort === 'string' ? [targetPort] : [] });
}

/** What was answered; undefined where nothing was, or not with success. */
function bodyOf(verdict: Verdict): string | undefined {
  return verdict.verdict === 'reached' && verdict.status === 200 ? (verdict.body ?? '').trim() : undefined;
}

function describe(verdict: Verdict): Text {
  switch (verdict.verdict) {
    case 'could not ask':
      return verdict.why;
    case 'refused':
      return t.refused;
    case 'timed out':
      return t.timedOut;
    case 'reached':
      return verdict.status === undefined ? t.noStatus : t.status(verdict.status);
  }
}
