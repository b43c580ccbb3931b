import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { homedir } from 'node:os';
import { KubeConfig } from '@kubernetes/client-node';
import { ApiError } from '../client/api-error.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import { kubeconfigProblem, learnKubeconfig, requireEnd } from '../client/credentials.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { workFolder } from '../process/checkout.ts';
import type { Cluster } from './cluster.ts';
import type { Surroundings } from './ensure-cluster.ts';
import { defined } from '../values/defined.ts';
import { verbatim, type Text } from '../text/language.ts';
import { oneLine, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isMap } from '../values/field-path.ts';

const t = texts.cluster;

export interface ConnectOptions {
  /** Where its ingress controller answers, when somebody said so. */
  ingressUrl?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * An existing cluster, by the name of its context in the kubeconfig files of `KUBECONFIG` or in `~/.kube/config`. Those
 * are only read; their current context is neither used nor changed.
 * Throws an EnvironmentError when there is no such context (naming those that exist) or its server does not answer.
 */
export async function connectContext(name: string, { ingressUrl, env = process.env }: ConnectOptions, { signal }: Pick<Surroundings, 'signal'>): Promise<Cluster> {
  const { config, files } = requireContext(name, env);
  const [single] = files;
  const kubeconfig = files.length === 1 && single !== undefined ? single : await writeMerged(config, name);
  const client = ClusterClient.forContext(kubeconfig, name);
  const gitVersion = await versionOf(client, signal);
  const nodes = await countNodes(client, signal);
  return { provider: 'context', name, created: false, kubeconfig, context: name, kubernetes: gitVersion, nodes, ...defined({ ingressUrl }) };
}

/**
 * The kubeconfig files and what they hold together, where that has such a context.
 * Throws an EnvironmentError when it has not, naming those that exist.
 */
export function requireContext(name: string, env: NodeJS.ProcessEnv = process.env): { config: KubeConfig; files: string[] } {
  const files = kubeconfigFiles(env);
  const config = readKubeconfigs(files);
  const contexts = config.getContexts().map((context) => context.name);
  if (contexts.includes(name)) return { config, files };
  const known = contexts.length === 0 ? t.noContexts(files.join(', ')) : t.contexts(contexts.join(', '));
  throw new EnvironmentError('--context', t.noContext(name, files.join(', ')), known);
}

/** The files that kubectl would read, in its order (kubectl's documentation, "The KUBECONFIG environment variable"). */
export function kubeconfigFiles(env: NodeJS.ProcessEnv): string[] {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  return named.length > 0 ? named : [join(homedir(), '.kube', 'config')];
}

function readKubeconfigs(files: readonly string[]): KubeConfig {
  const merged = new KubeConfig();
  for (const [index, file] of files.entries()) {
    requireEnd(file);
    learnKubeconfig(file);
    try {
      const config = new KubeConfig();
      config.loadFromFile(file);
      if (index === 0) merged.loadFromFile(file);
      else merged.mergeConfig(config, true);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      // kubectl passes over files that do not exist; one that cannot be read or parsed is told.
      if (missing) continue;
      throw new EnvironmentError('kubeconfig', t.cannotRead(file, kubeconfigProblem(error)), t.cannotReadHint, { cause: error });
    }
  }
  return merged;
}

/** A context whose cluster and user may lie in several files is written into one of our own, readable by its owner only. */
async function writeMerged(config: KubeConfig, context: string): Promise<string> {
  const folder = join(workFolder, 'contexts');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${context.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.kubeconfig`);
  await writeFile(file, config.exportConfig(), { mode: 0o600 });
  return file;
}

/** Throws EnvironmentError when what answers there is no API server, or one that does not take these credentials. */
async function versionOf(client: ClusterClient, signal: AbortSignal): Promise<string> {
  const { server } = client.rest;
  const odd = (what: Text, cause?: unknown): EnvironmentError => new EnvironmentError('cluster', t.noApiServer(server, what), t.noApiServerHint, { cause });
  let text: string;
  try {
    text = await client.rest.text('GET', '/version', { signal, deadlineMs: 10_000 });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 401) throw new EnvironmentError('kubeconfig', t.notLetIn(server), t.notLetInHint, { cause: error });
    throw odd(verbatim(`HTTP ${error.code}`), error);
  }
  try {
    const version: unknown = JSON.parse(text);
    if (isMap(version) && typeof version['gitVersion'] === 'string') return version['gitVersion'];
  } catch {
    // No JSON: a page for people, perhaps.
  }
  throw odd(verbatim(show(oneLine(text))));
}

/** A learner may not be allowed to list nodes: then their number is not known, and 0 says so. */
async function countNodes(client: ClusterClient, signal: AbortSignal): Promise<number> {
  try {
    const list = await client.list('v1', 'Node', {}, { signal, deadlineMs: 10_000 });
    return list.items.length;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return 0;
    throw error;
  }
}
