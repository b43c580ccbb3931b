import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import type { RequestContext } from '@kubernetes/client-node';
import { getGlobalDispatcher } from 'undici';
import type { Dispatcher } from 'undici';

import { endlessFile } from '../process/endless-file.ts';
import { learnSecrets } from '../secrets/known-secrets.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { boundCredentialPrograms } from './credential-program.ts';

const t = texts.client;

/** Reads one context of a kubeconfig file. The file's own current context is neither used nor changed. */
export function loadKubeConfig(file: string, context: string): KubeConfig {
  const config = new KubeConfig();
  requireEnd(file);
  learnKubeconfig(file);
  try {
    config.loadFromFile(file);
  } catch (error) {
    throw new EnvironmentError('kubeconfig', t.unreadable(file, kubeconfigProblem(error)), t.checkFile, { cause: error });
  }
  if (config.getContextObject(context) === null) {
    const known = config.getContexts().map((each) => each.name);
    throw new EnvironmentError('kubeconfig', t.noContext(file, context), known.length === 0 ? t.noContexts : t.contexts(known.join(', ')));
  }
  config.setCurrentContext(context);
  if (config.getCurrentCluster() === null) throw new EnvironmentError('kubeconfig', t.noCluster(file, context, config.getContextObject(context)?.cluster ?? ''), t.checkFile);
  for (const named of [config.getCurrentCluster()?.caFile, config.getCurrentUser()?.certFile, config.getCurrentUser()?.keyFile]) if (named !== undefined) requireEnd(named);
  boundCredentialPrograms(config);
  return config;
}

/** Throws EnvironmentError for a file that might be read without end. */
export function requireEnd(file: string): void {
  const why = endlessFile(file);
  if (why !== undefined) throw new EnvironmentError('kubeconfig', t.unreadable(file, why), t.checkFile);
}

/** What is wrong with a kubeconfig, in one line: readers quote the file below it, or stumble over what is not there. */
export function kubeconfigProblem(error: unknown): Text {
  if (error instanceof TypeError) return t.noKubeconfig;
  return verbatim((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
}

/** Messages about a kubeconfig quote it: what it holds that is secret is told to nobody. */
export function learnKubeconfig(file: string): void {
  try {
    learnSecrets(readFileSync(file, 'utf8'));
  } catch {
    // Whoever reads it says why it cannot be read.
  }
}

export interface Credentials {
  headers: Record<string, string>;
  /** Carries the TLS certificates. */
  dispatcher: Dispatcher;
}

/**
 * What authenticates a request. The generated client makes a new connection pool for each request; asking once and
 * keeping the answer keeps connections open instead. Tokens from a program expire, so ask again after a 401.
 * Throws an EnvironmentError where a program that the kubeconfig names gives none.
 */
export async function obtainCredentials(config: KubeConfig): Promise<Credentials> {
  const headers: Record<string, string> = {};
  let dispatcher: Dispatcher = getGlobalDispatcher();
  // The three methods that KubeConfig calls; a real RequestContext would drag in the generated client.
  const collector = {
    setHeaderParam: (name: string, value: string): void => {
      headers[name] = value;
    },
    getHeaders: (): Record<string, string> => headers,
    setDispatcher: (value: Dispatcher): void => {
      dispatcher = value;
    },
  };
  const program = config.getCurrentUser()?.exec as { command?: string } | undefined;
  try {
    await config.applySecurityAuthentication(collector as unknown as RequestContext);
  } catch (error) {
    const reason = (missing: Text): Text => (error instanceof TypeError ? missing : kubeconfigProblem(error));
    if (program === undefined) throw new EnvironmentError('kubeconfig', t.unusable(reason(t.incomplete)), t.checkFile, { cause: error });
    throw new EnvironmentError('kubeconfig', t.noCredentials(program.command ?? '', reason(t.noExecCredential)), t.runProgram, { cause: error });
  }
  return { headers, dispatcher: dispatcher.compose(http1) };
}

/**
 * Speaks HTTP/1.1 only: undici 8 ends an idle HTTP/2 session with an error that nobody can catch, and each watch may
 * well have a connection of its own.
 */
function http1(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] {
  return (options, handler) => {
    const withoutH2 = { ...options, allowH2: false };
    return dispatch(withoutH2, handler);
  };
}
