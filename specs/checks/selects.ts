import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { mapSelects } from '../../harness/values/label-selector.ts';
import { t } from './texts.ts';

/** Whether a Service selects the pods of a workload. */
export function selectsPodsOf(service: Manifest, workload: Manifest): boolean {
  return mapSelects(service.get('spec.selector'), workload.get('spec.template.metadata.labels'));
}

/** Whether two workloads tell their pods apart by a label, each with a value of its own: who wants the pods of both must not ask for it. */
export function tellsApart(one: Manifest, other: Manifest, label: string): boolean {
  const [a, b] = [one, other].map((each) => each.get<Record<string, string>>('spec.selector.matchLabels')?.[label]);
  return a !== undefined && b !== undefined && a !== b;
}

/** Whether two workloads tell their pods apart by a label, and by no other: then a Service for both must not ask for it. */
export function isOnlyDifference(one: Manifest, other: Manifest, label: string): boolean {
  const labels = one.get<Record<string, string>>('spec.selector.matchLabels') ?? {};
  return Object.keys(labels).filter((each) => tellsApart(one, other, each)).join() === label;
}

/**
 * Throws LessonFailure when a Service does not select the pods of a workload: about its selector, or about the label that these pods lack
 * where it selects those of the workload that they are to stand beside.
 */
export function requireSelects(given: Given, service: Manifest, workload: Manifest, hint: Text, beside?: Manifest): void {
  const isSelected = beside !== undefined && selectsPodsOf(service, beside);
  for (const [label, value] of isSelected ? Object.entries(service.get<Record<string, string>>('spec.selector') ?? {}) : []) {
    if (beside !== undefined && tellsApart(workload, beside, label)) continue;
    given.expectField(workload, `spec.template.metadata.labels['${label}']`, t.selects.hint(workload.id, service.id)).to.equal(value);
  }
  const labels = JSON.stringify(workload.get('spec.template.metadata.labels') ?? {});
  given.expectField(service, 'spec.selector', hint).to.fit(t.selects.labelsOf(workload.id, labels), () => selectsPodsOf(service, workload));
}
