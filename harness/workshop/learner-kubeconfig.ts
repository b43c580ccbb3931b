import { readFileSync } from 'node:fs';
import type { KubeConfig } from '@kubernetes/client-node';
import { stringify } from 'yaml';

/**
 * A kubeconfig for one learner: the organiser's cluster, the learner's token and namespace. It needs no other file.
 *
 * @param server another address than the organiser's, as learners reach it
 */
export function learnerKubeconfig(organisers: KubeConfig, learner: string, token: string, server?: string): string {
  const cluster = organisers.getCurrentCluster();
  if (cluster === null) throw new Error('the kubeconfig names no cluster');
  const authority = cluster.caData ?? (cluster.caFile === undefined ? undefined : readFileSync(cluster.caFile).toString('base64'));
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{
      name: cluster.name,
      cluster: {
        server: server ?? cluster.server,
        ...(authority === undefined ? {} : { 'certificate-authority-data': authority }),
        ...(cluster.skipTLSVerify ? { 'insecure-skip-tls-verify': true } : {}),
        ...(cluster.tlsServerName === undefined ? {} : { 'tls-server-name': cluster.tlsServerName }),
      },
    }],
    users: [{ name: learner, user: { token } }],
    contexts: [{ name: learner, context: { cluster: cluster.name, user: learner, namespace: learner } }],
    'current-context': learner,
  }, { lineWidth: 0 });
}
