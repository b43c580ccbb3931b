import type { Manifest } from '../../harness/lesson/given.ts';

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

/**
 * The longest time in milliseconds that one of a pod's tolerations gives it on a node with a taint `NoExecute` without a value;
 * undefined where none that fits says a time. Of several that fit the first one counts (`GetMatchingTolerations` in
 * component-helpers/scheduling/corev1), so a pod that has one without a time may have to go all the same.
 */
export function longestStay(pod: Manifest, taint: string): number | undefined {
  const seconds = (pod.get<Toleration[]>('spec.tolerations') ?? []).filter((each) => fits(each, taint)).flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return seconds.length === 0 ? undefined : Math.max(...seconds) * 1_000;
}

function fits({ key = '', operator, value = '', effect = '' }: Toleration, taint: string): boolean {
  const isMeant = key === taint || (key === '' && operator === 'Exists');
  return isMeant && ['', 'NoExecute'].includes(effect) && (operator === 'Exists' || value === '');
}
