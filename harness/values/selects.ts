import { isMap } from './field-path.ts';

/**
 * Whether labels to match, such as a Service's `spec.selector` or a Deployment's `spec.selector.matchLabels`, fit a pod's
 * labels; none to match fit no pod.
 */
export function selects(matchLabels: unknown, podLabels: unknown): boolean {
  if (!isMap(matchLabels) || !isMap(podLabels)) return false;
  const wanted = Object.entries(matchLabels);
  return wanted.length > 0 && wanted.every(([name, value]) => podLabels[name] === value);
}
