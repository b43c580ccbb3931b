import type { Provenance } from '../verdict/results.ts';
import { KEY_LABEL, VERSION_LABEL } from './build-recipe.ts';
import type { StoredImage } from './image-store.ts';

/** What an image that is there counts as; `stale`: built by us from what has changed since. */
export function judgeImage(image: StoredImage, key: string | undefined): Provenance | 'stale' {
  const label = image.labels[KEY_LABEL];
  if (label === undefined) return 'present';
  return label === key && image.labels[VERSION_LABEL] !== undefined ? 'built' : 'stale';
}

/**
 * The version that is really inside an image: our label, the label of the OCI image spec, what official images put
 * into their environment (`MYSQL_VERSION`, `NODE_VERSION`), or else the tag.
 */
export function versionInside(reference: string, image: StoredImage): string {
  const { repository, tag } = splitReference(reference);
  const variable = `${(repository.split('/').at(-1) ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_VERSION=`;
  const fromEnv = image.env.find((entry) => entry.startsWith(variable))?.slice(variable.length);
  return image.labels[VERSION_LABEL] ?? image.labels['org.opencontainers.image.version'] ?? fromEnv ?? tag;
}

/** Repository and tag of a reference such as `kindest/node:v1.37.0@sha256:…`. */
export function splitReference(reference: string): { repository: string; tag: string } {
  const [named = reference] = reference.split('@');
  const colon = named.lastIndexOf(':');
  if (colon <= named.lastIndexOf('/')) return { repository: named, tag: 'latest' };
  return { repository: named.slice(0, colon), tag: named.slice(colon + 1) };
}
