import type { Given } from '../../harness/lesson/given.ts';
import { limitedFolder } from './mounted.ts';
import { paths } from './paths.ts';
import { growing, ofWrongType, withRoom } from './variants.ts';

/** What must fail, or must be seen not to fail, and takes its time: it starts with the lesson. */
export async function startControls(given: Given): Promise<void> {
  const [nodeFile, tooMuch] = ['node-file', 'too-much'].map((name) => given.manifests.find('Pod', name));
  const pods = [nodeFile === undefined ? undefined : ofWrongType(nodeFile, paths.machineId), tooMuch === undefined ? undefined : withRoom(tooMuch, limitedFolder(tooMuch, '/scratch'))];
  await (await given.namespace('control')).apply(...growing(given).objects, ...pods.filter((pod) => pod !== undefined));
}
