import type { Pod } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { secondLookMs } from './claim-problems.ts';
import { roomMs, soonMs } from './grace.ts';
import { tooMuch, type Room } from './node-room.ts';
import { notScheduled } from './not-scheduled.ts';
import type { PodOwner } from './pod-owner.ts';
import type { Problem } from './problem.ts';

const t = texts.wait;

/** What a pod that names no scheduler is given (Kubernetes documentation, "Configure Multiple Schedulers"). */
const usualScheduler = 'default-scheduler';
/** A scheduler that is there has looked at a pod by then. */
const schedulerMs = 10_000;
/** After a claim was bound at the second look, the scheduler's next attempt may be some seconds away. */
const unboundMs = secondLookMs + 5_000;

/** Why the scheduler finds no node for a pod. `room`: what the nodes have, where that is known. `claims`: the names of those that are there, which it may have missed when it looked. */
export function schedulingProblems(pod: Pod, owner: PodOwner, room: Room = new Map(), claims: ReadonlySet<string> = new Set()): Problem[] {
  const message = notScheduled(pod)?.message;
  // Of a pod with a nominated node the scheduler has made room there: it waits until those that gave way have ended.
  if (message === undefined) return unseen(pod, owner);
  if ((pod.status?.nominatedNodeName ?? '') !== '') return [];
  const observed = t.pod.unscheduled(message);
  const key = `${pod.metadata?.name ?? ''} unscheduled`;
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(message)?.[1];
  if (missing !== undefined) {
    // It looks again when it hears of the claim.
    if (claims.has(missing)) return [];
    const volume = pod.spec?.volumes?.find((each) => each.persistentVolumeClaim?.claimName === missing)?.name ?? '';
    return [{ key: `${key} claim`, object: owner.object, field: `${owner.spec}.volumes[${volume}].persistentVolumeClaim.claimName`, observed, hint: t.hints.claimName, graceMs: soonMs }];
  }
  if (/unbound immediate PersistentVolumeClaims|didn't find available persistent volumes/.test(message)) {
    return [{ key: `${key} unbound`, object: owner.object, field: `${owner.spec}.volumes`, observed, hint: t.hints.claimOther, graceMs: unboundMs }];
  }
  if (/anti-affinity|topology spread/.test(message) && !/Insufficient/.test(message)) {
    const nodes = Number(/^0\/(\d+) nodes/.exec(message)?.[1] ?? 0);
    const [field, hint] = message.includes('anti-affinity') ? ['affinity.podAntiAffinity', t.hints.antiAffinity(nodes)] : ['topologySpreadConstraints', t.hints.spread(nodes)];
    // A pod on its way out makes room when its grace period is over at the latest.
    return [{ key: `${key} apart`, object: owner.object, field: `${owner.spec}.${field}`, observed, hint, graceMs: roomMs }];
  }
  if (/node affinity|node selector|didn't match|untolerated taint/.test(message) && !/Insufficient/.test(message)) {
    const field = pod.spec?.nodeSelector === undefined ? (pod.spec?.affinity === undefined ? '' : '.affinity') : '.nodeSelector';
    return [{ key: `${key} node`, object: owner.object, field: `${owner.spec}${field}`, observed, hint: t.hints.nodeChoice, graceMs: soonMs }];
  }
  if (/Insufficient|Too many pods/.test(message)) {
    const excess = tooMuch(pod, room);
    const field = excess === undefined ? 'containers[0].resources.requests' : `containers[${excess.container}].resources.requests.${excess.resource}`;
    // Nobody can give back what no node has.
    return [{ key: `${key} room`, object: owner.object, field: `${owner.spec}.${field}`, observed, ...(excess === undefined ? { hint: t.hints.roomLeft, graceMs: roomMs, noRoom: true } : { hint: t.hints.room, graceMs: 0 }) }];
  }
  if (message.includes('scheduling gates')) return [{ key: `${key} gates`, object: owner.object, field: `${owner.spec}.schedulingGates`, observed, hint: t.hints.schedulingGates, graceMs: soonMs }];
  return [{ key, object: owner.object, field: owner.spec, observed, hint: t.hints.unscheduled, graceMs: roomMs }];
}

/** A pod for another scheduler, at which nobody has looked. */
function unseen({ metadata, spec, status }: Pod, owner: PodOwner): Problem[] {
  const scheduler = spec?.schedulerName ?? usualScheduler;
  const isSeen = status?.conditions?.some(({ type }) => type === 'PodScheduled') === true || (spec?.nodeName ?? '') !== '';
  if (isSeen || scheduler === usualScheduler) return [];
  return [{ key: `${metadata?.name ?? ''} unseen`, object: owner.object, field: `${owner.spec}.schedulerName`, observed: t.pod.unseen(scheduler), hint: t.hints.scheduler, graceMs: schedulerMs }];
}
