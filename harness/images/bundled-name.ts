import { splitReference } from './provenance.ts';

/** Repositories of this name come from a bundle. */
const own = 'cndjp2-bundle';

/**
 * What an image is called in a bundle, and in the Docker that has loaded it. An archive of images knows tags and no digests, so
 * that an image that is asked for by its digest gets a name of ours that holds the digest's beginning.
 */
export function bundledName(reference: string): string {
  const [, digest] = reference.split('@sha256:');
  if (digest === undefined) return reference;
  const { repository, tag } = splitReference(reference);
  return `${own}/${repository.replaceAll(/[^a-z0-9]+/g, '-')}-${digest.slice(0, 12)}:${tag}`;
}
