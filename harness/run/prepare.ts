import { ensureDiskSpace } from '../docker/disk-space.ts';
import { ensureDocker } from '../docker/ensure-docker.ts';
import { readImageList } from '../images/image-list.ts';
import { supplyImages, type SuppliedImage } from '../images/supply-images.ts';
import { ensureKind } from '../kind/ensure-kind.ts';
import type { Prepared, StageTools } from './stages.ts';

/**
 * Bytes that Docker's folder must have left before images are fetched: the images take 2.5 GB, and two nodes unpack
 * them once more each (measured with the images of `images/images.yaml`).
 */
const imagesNeed = 6e9;

export interface PreparedMachine extends Prepared {
  images: SuppliedImage[];
}

/** Docker, kind and the images: everything that a cluster of our own is made of. Throws an EnvironmentError. */
export async function prepareMachine({ signal, say }: StageTools): Promise<PreparedMachine> {
  const docker = await ensureDocker({ signal, say });
  say(`Docker Engine ${docker.serverVersion}`);
  const stop = new AbortController();
  const tools = { signal: AbortSignal.any([signal, stop.signal]), say };
  const list = await readImageList();
  const works = [ensureKind(tools), supplyImages(list, { ...tools, beforeFetching: () => ensureDiskSpace(imagesNeed, docker) })] as const;
  try {
    const [kind, images] = await Promise.all(works);
    for (const image of images) say(`${image.name.split('@')[0] ?? image.name}: ${image.version}, ${image.provenance}`);
    return { kind, images };
  } catch (error) {
    // A build must not go on behind a run that has already failed.
    stop.abort(error);
    await Promise.allSettled(works);
    throw error;
  }
}
