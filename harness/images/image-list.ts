import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../process/checkout.ts';

/** What an image is for: loaded into all nodes or into the ingress controller's, a base to build on, or kind's node image. */
export type ImageUse = 'load' | 'ingress' | 'base' | 'node';

export interface ImageEntry {
  /** As manifests name it. */
  name: string;
  use: ImageUse;
  /** About what it takes in Docker, unpacked. */
  megabytes: number;
  /** What builds it where no registry answers; absent: nothing does. */
  recipe?: string;
  /** Always built here, never pulled. */
  ours?: boolean;
}

/**
 * Reads `images/images.yaml`. `CNDJP_NODE_IMAGE` replaces the node image; one that was asked for by name is never
 * replaced by a build.
 */
export async function readImageList(env: NodeJS.ProcessEnv = process.env): Promise<ImageEntry[]> {
  const text = await readFile(join(checkout, 'images', 'images.yaml'), 'utf8');
  return withNodeImage((parse(text) as { images: ImageEntry[] }).images, env['CNDJP_NODE_IMAGE']);
}

/** Names of the images that lessons' pods may use: what is loaded into the nodes, and what that is built on. */
export async function imagesOfLessons(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  return (await readImageList(env)).filter(({ use }) => use === 'load' || use === 'base').map(({ name }) => name);
}

/** The list with another node image, when one is named. */
export function withNodeImage(list: readonly ImageEntry[], nodeImage: string | undefined): ImageEntry[] {
  if (nodeImage === undefined || nodeImage === '') return [...list];
  return list.map((entry) => (entry.use === 'node' ? { name: nodeImage, use: 'node', megabytes: entry.megabytes } : entry));
}
