import { ensureDiskSpace } from '../docker/disk-space.ts';
import { ensureDocker } from '../docker/ensure-docker.ts';
import { readImageList } from '../images/image-list.ts';
import { supplyImages, type SuppliedImage } from '../images/supply-images.ts';
import { ensureKind } from '../kind/ensure-kind.ts';
import type { Surroundings } from './ensure-cluster.ts';

/** Docker answers, and it has every image. */
export async function prepareImages(surroundings: Surroundings): Promise<SuppliedImage[]> {
  const docker = await ensureDocker(surroundings);
  return supplyImages(await readImageList(), { ...surroundings, ensureRoom: (bytes) => ensureDiskSpace(bytes, docker) });
}

/** What a cluster is made from. One after the other: each may install packages, and compilers use every processor anyway. */
export async function prepare(surroundings: Surroundings): Promise<{ kind: string; images: SuppliedImage[] }> {
  await ensureDocker(surroundings);
  const kind = await ensureKind(surroundings);
  return { kind, images: await prepareImages(surroundings) };
}
