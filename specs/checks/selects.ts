import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { mapSelects } from '../../harness/values/label-selector.ts';
import { t } from './texts.ts';

/** Whether a Service selects the pods of a workload. */
export function selectsPodsOf(service: Manifest, workload: Manifest): boolean {
  return mapSelects(service.get('spec.selector'), workload.get('spec.template.metadata.labels'));
}

/** Throws LessonFailure, which names the labels to select, when a Service does not select the pods of a workload. */
export function requireSelects(given: Given, service: Manifest, workload: Manifest, hint: Text): void {
  const labels = JSON.stringify(workload.get('spec.template.metadata.labels') ?? {});
  given.expectField(service, 'spec.selector', hint).to.fit(t.selects.labelsOf(workload.id, labels), () => selectsPodsOf(service, workload));
}
