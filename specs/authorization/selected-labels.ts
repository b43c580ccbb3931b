import type { LabelSelector } from '../../harness/values/label-selector.ts';

/** Labels that a selector asks for, of those that it would take; undefined where it asks for none. */
export function selectedLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Record<string, string> | undefined {
  const asked = matchExpressions.flatMap(({ key, operator, values = [] }): [string, string][] => (operator === 'In' || operator === 'Exists' ? [[key, values[0] ?? 'yes']] : []));
  const labels = { ...Object.fromEntries(asked), ...matchLabels };
  return Object.keys(labels).length === 0 ? undefined : labels;
}
