import { dockerBuild } from '../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../harness/images/recipe.ts';

/** Two images that differ by one variable. */
const VERSIONS = ['1.0', '2.0'];

/**
 * What lesson 14 pushes into its registry. An image of its own: a kubelet that has once got one with credentials asks for these from
 * then on, whatever the image is called, so it must be none that other lessons use.
 */
function recipe(version: string): ImageRecipe {
  return {
    makes: 'image',
    name: `hello-${version}`,
    image: `hello:${version}`,
    needs: ['busybox'],
    inputs: [],
    parameters: { version },
    deadlineMs: 5 * 60_000,
    async build(bench) {
      await dockerBuild(bench, ['FROM busybox:1.37', `ENV HELLO_VERSION=${version}`]);
      return { version };
    },
  };
}

export default VERSIONS.map(recipe);
