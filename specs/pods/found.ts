import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** Milliseconds in which a pod that is ready is surely an endpoint. */
const soonMs = 10_000;

/** The labels that two objects have in common, by name. */
export function inCommon(one: Readonly<Record<string, string>> = {}, other: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(one).filter((label) => one[label] === other[label]);
}

/**
 * Throws LessonFailure unless the selector of a Service finds exactly these pods, all of them ready, and each is a ready
 * endpoint of it.
 */
export async function requireFinds(given: Given, service: string, pods: readonly Pod[], blame: Blame): Promise<void> {
  const selector = (await given.service(service).now())?.spec?.selector ?? {};
  const written = Object.entries(selector).map(([label, value]) => `${label}=${value}`).join(',');
  const found = await given.pods(selector).now();
  given.expect(found.map(({ name }) => name), { ...blame, what: t.found(written === '' ? t.noSelector : written) }).to.have.members(pods.map(({ name }) => name));
  const addresses = await given.service(service).endpoints(pods.length, { within: soonMs, blame });
  given.expect(addresses, { ...blame, what: t.addresses }).to.have.members(pods.map(({ ip }) => ip));
}
