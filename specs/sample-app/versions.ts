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
