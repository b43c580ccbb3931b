import { KubeConfig } from '@kubernetes/client-node';

/** Who asks the API server; what a kubeconfig's user may be. */
export type SubjectCredentials =
  /** Nobody: no credentials at all. */
  | { kind: 'anonymous' }
  | { kind: 'token'; token: string }
  /** PEM texts. */
  | { kind: 'certificate'; certificate: string; key: string }
  /** In the name of somebody else; who asks must have the right to. */
  | { kind: 'impersonated'; user: string; groups?: readonly string[] };

/** The same cluster as another subject: address and authority of the given config, and only the subject's credentials. */
export function configAs(config: KubeConfig, subject: SubjectCredentials): KubeConfig {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('the kubeconfig names no cluster');
  const copy = new KubeConfig();
  copy.loadFromClusterAndUser(cluster, { name: 'subject', ...userOf(config, subject) });
  return copy;
}

function userOf(config: KubeConfig, subject: SubjectCredentials): object {
  switch (subject.kind) {
    case 'anonymous':
      return {};
    case 'token':
      return { token: subject.token };
    case 'certificate':
      return { certData: base64(subject.certificate), keyData: base64(subject.key) };
    case 'impersonated':
      return { ...config.getCurrentUser() };
  }
}

/** Headers that make the API server act in another name (Kubernetes documentation, "User impersonation"); none for other subjects. */
export function impersonationHeaders(subject: SubjectCredentials): Record<string, string | string[]> {
  if (subject.kind !== 'impersonated') return {};
  return { 'impersonate-user': subject.user, ...(subject.groups === undefined || subject.groups.length === 0 ? {} : { 'impersonate-group': [...subject.groups] }) };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
