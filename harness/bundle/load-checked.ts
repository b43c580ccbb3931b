import { ensureDiskSpace } from '../docker/disk-space.ts';
import { ensureDocker } from '../docker/ensure-docker.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import { readImageList } from '../images/image-list.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { dockerArchive } from './docker-archive.ts';
import { loadBundle } from './load-bundle.ts';
import type { Bundle } from './open-bundle.ts';

/** Loads the images and kind of a bundle that has been checked into this machine's Docker and cache. */
export async function loadChecked(bundle: Bundle, tools: Pick<ScriptTools, 'signal' | 'say'>): Promise<void> {
  const docker = await ensureDocker({ ...tools, offline: true });
  await loadBundle(bundle, {
    list: await readImageList(),
    docker: dockerArchive(tools.signal),
    folders: cacheFolders(),
    ensureRoom: (bytes) => ensureDiskSpace(bytes, docker),
  }, tools);
  tools.say(texts.bundle.loaded);
}
