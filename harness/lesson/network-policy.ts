import { setTimeout as after } from 'node:timers/promises';

import type { Verdict } from '../access/reach.ts';
import { ApiError } from '../client/api-error.ts';
import { ClientPod } from '../objects/client-pod.ts';
import { ownContainer, ownPod } from '../objects/own-pod.ts';
import { statusOf, untilPod } from '../objects/pod-wait.ts';
import type { Scope } from '../objects/scope.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';

const t = texts.features;

/** Two pods, and a policy that parts them. */
export interface Trial {
  /** Connects from one to the other. */
  reach(): Promise<Verdict>;
  /** Denies it by a policy. */
  deny(): Promise<void>;
  /** Resolves a moment later. */
  pause(): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

/** Milliseconds in which a server must listen, and a policy must take effect. */
const withinMs = 10_000;
/** Milliseconds for one connection within a cluster, and between two of them. */
const connectMs = 1_000;
const pauseMs = 200;
const port = 8_080;
/** Milliseconds in which the server's pod must run. */
const startMs = 60_000;

/**
 * Whether a policy that denies everything ends the connections between two pods within 10 s: undefined when it does, else what
 * the cluster lacks.
 */
export async function lackingEnforcement(trial: Trial): Promise<Text | undefined> {
  const before = await until(trial, ({ verdict }) => verdict === 'reached');
  if (before.verdict === 'could not ask') return t.networkPolicyUnknown(before.why);
  if (before.verdict !== 'reached') return t.networkPolicyUnknown(t.noConnection(t.verdicts[before.verdict]));
  await trial.deny();
  const denied = await until(trial, ({ verdict }) => verdict === 'refused' || verdict === 'timed out');
  if (denied.verdict === 'could not ask') return t.networkPolicyUnknown(denied.why);
  return denied.verdict === 'reached' ? t.networkPolicy : undefined;
}

/** Connects until the verdict fits, nobody can ask, or the time is over; resolves with the last verdict. */
async function until(trial: Trial, fits: (verdict: Verdict) => boolean): Promise<Verdict> {
  const startedAt = trial.now();
  for (;;) {
    const verdict = await trial.reach();
    if (fits(verdict) || verdict.verdict === 'could not ask' || trial.now() - startedAt >= withinMs) return verdict;
    await trial.pause();
  }
}

/**
 * Finds out by two pods of our own whether the cluster enforces NetworkPolicies.
 *
 * @param open makes a namespace that nothing else uses
 * @throws EnvironmentError when the API server does not respond
 */
export async function lackingNetworkPolicy(open: () => Promise<Scope>): Promise<Text | undefined> {
  try {
    const scope = await open();
    const { session, namespace } = scope;
    await session.client.create(ownPod(scope, { name: 'server', command: ['nc', '-ll', '-p', String(port), '-e', 'true'] }));
    const client = new ClientPod(scope, { keepPod: true });
    const [server] = await Promise.all([untilPod(scope, 'server', texts.verbs.client.running, { within: startMs, starts: 'alone' }, (pod) => statusOf(pod, ownContainer)?.state?.running !== undefined && pod.status?.podIP !== undefined), client.start()]);
    const target = { host: server.status?.podIP ?? '', port, protocol: 'tcp' as const };
    const lacks = await lackingEnforcement({
      reach: async () => await client.reach(target, { deadlineMs: connectMs }),
      deny: async () => {
        const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all', namespace }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
        await session.client.create(policy);
      },
      pause: async () => { await after(pauseMs, undefined, { signal: session.running.signal }); },
      now: () => performance.now(),
    });
    await session.client.deleteAll('v1', 'Pod', { namespace }, { graceSeconds: 0 });
    return lacks;
  } catch (error) {
    if (error instanceof LessonFailure) return t.networkPolicyUnknown({ en: error.failure.observed, ja: error.failure.ja.observed });
    if (error instanceof ApiError) return t.cannotAsk('network-policy', error.message);
    throw error;
  }
}
