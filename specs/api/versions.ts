import type { Manifest } from '../../harness/lesson/given.ts';

interface Templated {
  spec: { template: { spec: { containers: { image: string }[] } } };
}

/** The Deployment with another version of the app, as `kubectl set image` would change it. */
export function toVersion(deployment: Manifest, version: string): Manifest {
  return deployment.changed((draft: Templated) => {
    for (const container of draft.spec.template.spec.containers) {
      container.image = container.image.replace(/(^|\/)koa-sample-ap:[^@]+(@.*)?$/, `$1koa-sample-ap:${version}`);
    }
  });
}

/** The fewest ready pods that a Deployment's strategy allows during an update; percentages are rounded down, as Kubernetes does. */
export function fewestReady(deployment: Manifest): number {
  const replicas = deployment.get<number>('spec.replicas') ?? 1;
  if (deployment.get('spec.strategy.type') === 'Recreate') return 0;
  const most = deployment.get<number | string>('spec.strategy.rollingUpdate.maxUnavailable') ?? '25%';
  return replicas - (typeof most === 'number' ? most : Math.floor((replicas * Number.parseFloat(most)) / 100));
}
