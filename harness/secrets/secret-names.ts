/** What stands in the place of a secret. */
export const hidden = '(hidden)';

/** Fields whose whole content is secret, wherever they are. */
const secretFields = /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|password|passwd|passphrase|token|id-token|refresh-token|access-token|client-key-data|stringData)$/i;
/** Names of settings whose value is secret, as they are used for variables and for keys. */
const secretNames = /PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PASS$|(^|[_.-])(PWD|PASS|PW|AUTH|API_?KEY|KEY)($|[_.-])/i;
/** Names that only sound so: where a secret lies, or whether there is one. */
const aboutSecrets = /[_.-](FILE|PATH|DIR|NAME|TTL|SECONDS|EXPIRY)$|ALLOW_EMPTY|RANDOM_ROOT/i;

/** Where kubectl keeps a copy of what was applied, Secrets with their values included. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether all that a field holds is secret, wherever it is. */
export function isSecretField(name: string): boolean {
  return secretFields.test(name);
}

/** Whether the written value of an environment variable of this name is secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name) && !aboutSecrets.test(name);
}

/** The same of a key of a ConfigMap: `key` alone says nothing there. */
export function isSecretSetting(name: string): boolean {
  return isSecretName(name) && !/^key$/i.test(name);
}

/** Whether an object of such a kind may be a Secret: one is misspelt easily, and one without a kind may be anything. */
export function mayBeSecretKind(kind: unknown): boolean {
  return typeof kind !== 'string' || /secret/i.test(kind);
}
