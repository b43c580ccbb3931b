import type { Container } from '../client/objects.ts';

/** Whether a limit keeps any of these, pods or containers, from a processor that is free. */
export function isCpuLimited(holders: readonly (Pick<Container, 'resources'> | undefined)[]): boolean {
  return holders.some((holder) => holder?.resources?.limits?.['cpu'] !== undefined);
}
