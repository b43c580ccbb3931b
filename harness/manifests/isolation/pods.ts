import { isAmongPaths } from '../../values/among-paths.ts';
import { isMap, mapsIn } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';
import { follow } from './names.ts';
import { isolateNamespaceList, isolateNamespaceSelector } from './selectors.ts';
import { takePodTokens } from './tokens.ts';
import { classIntoSpec, isolateClaim, isolateFolder } from './volumes.ts';

type Fields = Record<string, unknown>;

/** Whether that is a priority of what keeps the cluster itself running: the API server keeps names that begin so for it. */
export function isSystemPriority(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('system-');
}

/** What the spec of a pod says about the whole cluster: classes, claims made for the pod, folders of the node, pods of other namespaces. */
export function isolatePod(spec: Fields, isolation: Isolation): void {
  if (isolation.withoutSystemPriority === true && isSystemPriority(spec['priorityClassName'])) delete spec['priorityClassName'];
  follow(spec, 'priorityClassName', 'PriorityClass', isolation);
  follow(spec, 'runtimeClassName', 'RuntimeClass', isolation);
  if (isolation.withoutTokens !== undefined) takePodTokens(spec, isolation.withoutTokens === 'all');
  for (const { ephemeral, hostPath } of mapsIn(spec['volumes']) as { ephemeral?: unknown; hostPath?: unknown }[]) {
    if (isMap(hostPath) && isAmongPaths(hostPath['path'], isolation.nodeFolders ?? [])) isolateFolder(hostPath, isolation);
    const claim = isMap(ephemeral) ? ephemeral['volumeClaimTemplate'] : undefined;
    if (!isMap(claim)) continue;
    classIntoSpec(claim);
    if (isMap(claim['spec'])) isolateClaim(claim['spec'], isolation);
  }
  for (const term of affinityTerms(spec['affinity'])) {
    isolateNamespaceList(term, 'namespaces', isolation);
    isolateNamespaceSelector(term['namespaceSelector'], isolation);
  }
}

function affinityTerms(affinity: unknown): Fields[] {
  if (!isMap(affinity)) return [];
  return ['podAffinity', 'podAntiAffinity'].flatMap((key) => {
    const rules = affinity[key];
    if (!isMap(rules)) return [];
    const preferred = mapsIn(rules['preferredDuringSchedulingIgnoredDuringExecution']).map((each) => each['podAffinityTerm']);
    return [...mapsIn(rules['requiredDuringSchedulingIgnoredDuringExecution']), ...mapsIn(preferred)];
  });
}
