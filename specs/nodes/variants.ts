import type { Given, Manifest } from '../../harness/lesson/given.ts';

const template = 'spec.template.spec';

/** One pod as a Deployment would make it, but for any node, and rather none of these. */
export function anywhereElse(given: Given, deployment: Manifest, nodes: readonly string[]): Manifest {
  const spec = { ...deployment.get<object>(template), nodeSelector: undefined, topologySpreadConstraints: undefined, affinity: { nodeAffinity: rather('NotIn', nodes) } };
  return given.object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `${deployment.name}-elsewhere` }, spec } as object);
}

/** The Deployment with all that draws its pods to one node and to each other, as far as nothing in it forbids that. */
export function drawnTogether(deployment: Manifest, node: string): Manifest {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: deployment.get('spec.template.metadata.labels') } };
  return deployment
    .with(`${template}.affinity.nodeAffinity`, rather('In', [node]))
    .with(`${template}.affinity.podAffinity`, { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] });
}

/** The same without a word about where its pods run. */
export function unspread(deployment: Manifest): Manifest {
  return ['affinity', 'topologySpreadConstraints', 'nodeSelector'].reduce((manifest, field) => (manifest.get(`${template}.${field}`) === undefined ? manifest : manifest.without(`${template}.${field}`)), deployment);
}

function rather(operator: 'In' | 'NotIn', values: readonly string[]): object {
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchExpressions: [{ key: 'kubernetes.io/hostname', operator, values }] } }] };
}
