import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameImage, type ImageIdentity } from '../images/same-image.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { runCommand } from '../process/run-command.ts';
import { onNode, type KindNode } from './kind-nodes.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import { fullImageName } from '../values/image-name.ts';
import { messageOf } from '../text/worded-error.ts';

const t = texts.cluster;

/** An image that nodes have to have. */
export interface LoadedImage extends ImageIdentity {
  name: string;
}

/** What we remember on a node of the images that were loaded into it, by name. It goes when the node goes. */
interface NodeRecord {
  /** Their ids. */
  images: Record<string, string>;
  /** The keys of those that we built. */
  keys?: Record<string, string>;
}

const RECORD = '/kind/cndjp2-e2e.json';
const QUICK_MS = 20_000;
const LOAD_WITHIN_MS = 5 * 60_000;

/** What a node says about itself; undefined when it carries no record of ours. */
export async function readNodeRecord(node: KindNode, signal: AbortSignal): Promise<NodeRecord | undefined> {
  if (!node.running) return undefined;
  const text = await onNode(node, `cat ${RECORD} 2>/dev/null || true`, { deadlineMs: QUICK_MS, signal });
  return text === '' ? undefined : (JSON.parse(text) as NodeRecord);
}

/**
 * The images that a node lacks: not loaded by us as they are now, or no longer in its store (a full disk makes the kubelet
 * remove images that no pod uses).
 */
export function missingImages(wanted: readonly LoadedImage[], record: NodeRecord | undefined, stored: readonly string[]): LoadedImage[] {
  const there = new Set(stored);
  return wanted.filter((image) => !wasLoaded(image, record) || !there.has(fullImageName(image.name)));
}

function wasLoaded(image: LoadedImage, record: NodeRecord | undefined): boolean {
  const id = record?.images[image.name];
  return id !== undefined && isSameImage(image, { id, ...defined({ key: record?.keys?.[image.name] }) });
}

export interface LoadOptions {
  nodes: readonly KindNode[];
  /** Where the archive is written meanwhile. */
  folder: string;
  signal: AbortSignal;
  say: (line: Text) => void;
  /** An archive of all the images, when one is being written already. */
  archive?: Promise<string> | undefined;
}

/** Brings the images into the nodes that lack them: one archive, imported on all these nodes at once. */
export async function loadImages(images: readonly LoadedImage[], { nodes, folder, signal, say, archive }: LoadOptions): Promise<void> {
  const lacking = await Promise.all(nodes.map(async (node) => ({ node, missing: await lackedBy(node, images, signal) })));
  const needy = lacking.filter(({ missing }) => missing.length > 0);
  const names = [...new Set(needy.flatMap(({ missing }) => missing.map((image) => image.name)))];
  if (names.length === 0) return;
  say(t.loading(names.join(', '), needy.map(({ node }) => node.name).join(', ')));
  const file = await (archive ?? saveImages(names, folder, signal));
  try {
    await Promise.all(
      needy.map(async ({ node }) => {
        await importArchive(node, file, signal);
        await remember(node, images.filter((image) => names.includes(image.name)), signal);
      }),
    );
  } finally {
    await rm(file, { force: true });
  }
}

async function lackedBy(node: KindNode, images: readonly LoadedImage[], signal: AbortSignal): Promise<LoadedImage[]> {
  const [record, stored] = await Promise.all([
    readNodeRecord(node, signal),
    onNode(node, 'ctr --namespace k8s.io images ls --quiet', { deadlineMs: QUICK_MS, signal }),
  ]);
  return missingImages(images, record, stored.split('\n'));
}

/** Writes an archive of the images; resolves with its path. Whoever asks for it removes it. */
export async function saveImages(names: readonly string[], folder: string, signal: AbortSignal): Promise<string> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, `images-${randomUUID()}.tar`);
  const store = await runCommand('docker', ['info', '--format', '{{json .DriverStatus}} {{.OSType}}/{{.Architecture}}'], { deadlineMs: QUICK_MS, signal });
  try {
    await runCommand('docker', ['save', ...platformArguments(store), '--output', archive, ...names], { deadlineMs: LOAD_WITHIN_MS, signal });
    return archive;
  } catch (error) {
    signal.throwIfAborted();
    await rm(archive, { force: true });
    throw loadFailure(t.images, t.notWritten(archive), error);
  }
}

/**
 * Docker's containerd image store saves an index that names platforms whose layers were never pulled, and the import of
 * such an archive fails: there, only this machine's platform is saved.
 */
export function platformArguments(info: string): string[] {
  if (!info.includes('io.containerd.snapshotter')) return [];
  return ['--platform', platformOf(info.slice(info.lastIndexOf(' ') + 1))];
}

/** Such as `linux/amd64`: of a machine Docker says `linux/x86_64`. */
export function platformOf(machine: string): string {
  return machine.trim().replace('x86_64', 'amd64').replace('aarch64', 'arm64');
}

async function importArchive(node: KindNode, archive: string, signal: AbortSignal): Promise<void> {
  try {
    await runCommand('sh', ['-c', 'exec docker exec --interactive "$1" ctr --namespace k8s.io images import --digests --snapshotter overlayfs - < "$2"', 'sh', node.id, archive], {
      deadlineMs: LOAD_WITHIN_MS,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(t.node(node.name), t.notLoaded, error);
  }
}

/** A full disk is named, since the last lines of a program rarely make it plain. */
export function loadFailure(where: Text, what: Text, error: unknown): EnvironmentError {
  const message = messageOf(error);
  const full = message.en.includes('no space left');
  return new EnvironmentError(
    where,
    full ? t.diskFull : t.failedBecause(what, message),
    full ? t.diskFullHint : t.recreateHint,
    { cause: error },
  );
}

async function remember(node: KindNode, loaded: readonly LoadedImage[], signal: AbortSignal): Promise<void> {
  const before = await readNodeRecord(node, signal);
  // A key of what was there before must not stand for what has taken its place.
  const record: NodeRecord = {
    images: { ...before?.images, ...Object.fromEntries(loaded.map(({ name, id }) => [name, id])) },
    keys: { ...before?.keys, ...Object.fromEntries(loaded.map(({ name, key = '' }) => [name, key])) },
  };
  await onNode(node, `cat > ${RECORD}`, { deadlineMs: QUICK_MS, signal, input: JSON.stringify(record) });
}
