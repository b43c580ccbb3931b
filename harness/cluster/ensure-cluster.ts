import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../client/api-error.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { SuppliedImage } from '../images/supply-images.ts';
import { checkout } from '../process/checkout.ts';
import { CommandFailed } from '../process/run-command.ts';
import { withFileLock } from '../process/file-lock.ts';
import type { Cluster } from './cluster.ts';
import { readState, writeState, type ClusterState } from './cluster-state.ts';
import { joinCluster, otherUsers } from './cluster-users.ts';
import { createCluster, endKind } from './create-cluster.ts';
import { decide } from './decide.ts';
import { configDigest, effectiveKindConfig, type EffectiveConfig } from './effective-config.ts';
import { addressOnNode, applyClusterManifests, awaitIngress } from './ingress-controller.ts';
import { keepInside } from './inner-addresses.ts';
import { listNodes, nodeAddress, removeNodes, startTimes } from './kind-nodes.ts';
import { clusterFiles, clusterName, hostPorts } from './names.ts';
import { loadImages, readNodeRecord, saveImages } from './node-images.ts';
import { awaitApi, awaitKubelets, awaitNodes, serverVersion } from './nodes-ready.ts';
import { weighParts } from './node-weights.ts';
import { ensurePortsFree } from './port-check.ts';
import { defined } from '../values/defined.ts';
import { verbatim, type Language, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';

const t = texts.cluster;

export interface EnsureOptions {
  /** What the image supply made ready, the node image among them. */
  images: readonly SuppliedImage[];
  /** Path of the kind program. */
  kind: string;
  /** Make a new one even if one is up. */
  fresh?: boolean;
}

export interface Surroundings {
  signal: AbortSignal;
  say: (line: Text) => void;
  /** Of the reader. */
  language: Language;
}

/** How long an existing cluster may take to show that it lives; a new one has two minutes. */
const ALIVE_WITHIN_MS = 30_000;
const NEW_WITHIN_MS = 120_000;
/** Longest that another run of this checkout may be busy with the cluster. */
const LOCK_WITHIN_MS = 10 * 60_000;

/**
 * The cluster of this checkout, up and complete: made, or taken as it is, or made anew when it is not what is wanted any
 * more or does not answer. This process counts as its user until {@link releaseCluster} or its end.
 * Throws an EnvironmentError; an interrupt removes what is half made.
 */
export async function ensureCluster(options: EnsureOptions, surroundings: Surroundings): Promise<Cluster> {
  const name = clusterName();
  const lock = { what: t.bringingUp(name), deadlineMs: LOCK_WITHIN_MS, ...surroundings };
  return withFileLock(clusterFiles(name).lock, lock, async () => {
    const wanted = await wantedCluster(name, options);
    const cluster = (await reuse(wanted, surroundings)) ?? (await make(wanted, surroundings));
    await joinCluster(wanted.files.users);
    return cluster;
  });
}

interface WantedCluster {
  name: string;
  kind: string;
  fresh: boolean;
  config: EffectiveConfig;
  ports: ReturnType<typeof hostPorts>;
  state: ClusterState;
  files: ReturnType<typeof clusterFiles>;
  /** The ingress controller's image, and those for all nodes. */
  controller: SuppliedImage[];
  load: SuppliedImage[];
}

async function wantedCluster(name: string, { images, kind, fresh = false }: EnsureOptions): Promise<WantedCluster> {
  const nodeImage = images.find((image) => image.use === 'node');
  if (nodeImage === undefined) throw new Error('the list of images names no node image');
  const ports = hostPorts();
  const config = effectiveKindConfig(await readFile(join(checkout, 'kind-config.yaml'), 'utf8'), ports);
  const mounted = await Promise.all(config.copies.map(({ from }) => readFile(join(checkout, from), 'utf8')));
  return {
    name,
    kind,
    fresh,
    config,
    ports,
    state: { phase: 'created', config: configDigest(config, mounted), nodeImage: nodeImage.name, nodeImageId: nodeImage.id, ...defined({ nodeImageKey: nodeImage.key }) },
    files: clusterFiles(name),
    controller: images.filter((image) => image.use === 'ingress'),
    load: images.filter((image) => image.use === 'load'),
  };
}

/** Takes the cluster that is up; undefined when there is none (any more) and one has to be made. */
async function reuse(wanted: WantedCluster, { signal, say }: Pick<Surroundings, 'signal' | 'say'>): Promise<Cluster | undefined> {
  const { name, files, state, fresh } = wanted;
  const nodes = await listNodes(name, signal);
  const records = await Promise.all(nodes.map((node) => readNodeRecord(node, signal).catch(() => undefined)));
  const before = await readState(files.state);
  const decision = decide({ nodes, state: before, recorded: records.some((record) => record !== undefined) }, { state, fresh });
  if (decision.do === 'create') return undefined;
  if (decision.do === 'refuse') throw new EnvironmentError(t.named(name), decision.because, t.refuseOrRenameHint(name));
  let because = decision.do === 'recreate' ? decision.because : verbatim('');
  if (decision.do === 'reuse') {
    try {
      return await complete(wanted, { created: false, withinMs: ALIVE_WITHIN_MS }, { signal, say });
    } catch (error) {
      signal.throwIfAborted();
      // A node may go down under our hands: what fails then is a command on it.
      if (!(error instanceof EnvironmentError) && !(error instanceof ApiError) && !(error instanceof CommandFailed)) throw error;
      because = messageOf(error);
    }
  }
  const others = await otherUsers(files.users);
  if (others.length > 0) throw new EnvironmentError(t.named(name), t.usedMeanwhile(because, others.join(', ')), t.usedMeanwhileHint);
  say(t.anew(name, because));
  if (before?.kindGroup !== undefined) await endKind(before.kindGroup, name);
  await removeNodes(name);
  return undefined;
}

async function make(wanted: WantedCluster, { signal, say }: Pick<Surroundings, 'signal' | 'say'>): Promise<Cluster> {
  const { name, kind, config, ports, state, files, load } = wanted;
  await ensurePortsFree(ports);
  say(t.creating(name, state.nodeImage.split('@')[0] ?? ''));
  // Written while kind waits for its nodes; they will lack all images.
  const archive = saveImages(load.map((image) => image.name), files.folder, signal);
  archive.catch(() => undefined);
  try {
    await createCluster({ name, kind, nodeImage: state.nodeImage, config, state, files, signal });
    const cluster = await complete(wanted, { created: true, withinMs: NEW_WITHIN_MS, archive }, { signal, say });
    await writeState(files.state, state);
    return cluster;
  } catch (error) {
    // A cluster that never became complete would only be found broken by the next run.
    if (signal.aborted) await removeNodes(name);
    await archive.then((path) => rm(path, { force: true })).catch(() => undefined);
    throw error;
  }
}

interface Completing {
  created: boolean;
  withinMs: number;
  archive?: Promise<string>;
}

/** Nodes ready, images loaded, ingress controller answering. */
async function complete({ name, files, ports, controller, load }: WantedCluster, { created, withinMs, archive }: Completing, { signal, say }: Pick<Surroundings, 'signal' | 'say'>): Promise<Cluster> {
  const context = `kind-${name}`;
  const client = ClusterClient.forContext(files.kubeconfig, context);
  const ingressUrl = `http://127.0.0.1:${ports.http}`;
  const nodes = await listNodes(name, signal);
  const into = { nodes, folder: files.folder, signal, say: (line: Text) => { say(t.indented(line)); } };
  await awaitApi(client, withinMs, signal);
  await awaitKubelets(client, await startTimes(nodes, signal), withinMs, signal);
  await awaitNodes(client, nodes.length, withinMs, signal);
  await Promise.all([weighParts(nodes, signal), keepInside(client, nodes, signal)]);
  // The controller's image goes first, so that it starts while the others are brought in.
  await loadImages(controller, { ...into, nodes: nodes.filter((node) => node.role === 'control-plane') });
  await applyClusterManifests(client, signal);
  await Promise.all([loadImages(load, { ...into, archive }), awaitIngress(client, ingressUrl, signal)]);
  const entrance = nodes.find((node) => node.role === 'control-plane');
  const trafficUrl = await addressOnNode(entrance && (await nodeAddress(entrance, signal)), signal);
  return {
    provider: 'kind',
    name,
    created,
    kubeconfig: files.kubeconfig,
    context,
    kubernetes: await serverVersion(client, signal),
    nodes: nodes.length,
    ingressUrl,
    ...defined({ trafficUrl }),
  };
}
