import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../client/objects.ts';
import { isMap } from '../../values/field-path.ts';
import { asWritten } from './as-written.ts';

/** What became of an object: `written`, a person has made, changed or removed it; `state`, something has become of it. */
export type AppliedChange = 'written' | 'state';

/** Kinds whose state is a count of pods, which are looked at themselves: those that the suite makes to ask something are counted too. */
const counting = ['PodDisruptionBudget', 'ResourceQuota'];

/** Fields that change though nothing becomes of an object. */
const passing = /Time$|^lastTimestamp$|^resourceVersion$|^observedGeneration$/;

/** How an object differs from what it was; undefined where nothing that matters does. Absent: it is not there (yet, or any more). */
export function appliedChange(before: KubeObject | undefined, now: KubeObject | undefined): AppliedChange | undefined {
  if (!isDeepStrictEqual(writtenOf(before), writtenOf(now))) return 'written';
  return isDeepStrictEqual(stateOf(before), stateOf(now)) ? undefined : 'state';
}

function writtenOf(object: KubeObject | undefined): KubeObject | undefined {
  return object === undefined ? undefined : asWritten(object)?.object;
}

function stateOf(object: KubeObject | undefined): unknown {
  if (object === undefined) return undefined;
  const { kind = '', metadata } = object;
  const status = counting.includes(kind) ? undefined : lasting((object as { status?: unknown }).status);
  return { uid: metadata?.uid, goes: metadata?.deletionTimestamp !== undefined, status };
}

/** A state without its times and versions. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  return isMap(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !passing.test(key)).map(([key, inner]) => [key, lasting(inner)])) : value;
}
