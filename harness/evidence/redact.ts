import { isMap } from '../manifests/field-path.ts';

/** What stands in the place of a secret. */
export const hidden = '(hidden)';

/** Fields whose whole content is secret, wherever they are. */
const secretFields = /^(authorization|cookie|set-cookie|password|token|stringData)$/i;
/** Names of environment variables whose written value is secret. */
const secretNames = /PASSWORD|SECRET|TOKEN|(^|_)KEY($|_)/i;

/** Whether all that a field holds is secret, wherever it is. */
export function isSecretField(name: string): boolean {
  return secretFields.test(name);
}

/** Whether the written value of an environment variable of this name is secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}

/**
 * A copy of an object that can be shown: secrets are left out by the field that they stand in, never by their value;
 * so are the server's notes about who set which field, which are long and help nobody.
 */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (!isMap(value)) return value;
  const isSecret = value['kind'] === 'Secret';
  const isSecretVariable = typeof value['name'] === 'string' && isSecretName(value['name']) && typeof value['value'] === 'string';
  const entries = Object.entries(value).filter(([key]) => key !== 'managedFields' && key !== 'kubectl.kubernetes.io/last-applied-configuration');
  return Object.fromEntries(
    entries.map(([key, field]) => {
      if (isSecretVariable && key === 'value') return [key, hidden];
      if ((isSecret && key === 'data') || isSecretField(key)) return [key, isMap(field) ? Object.fromEntries(Object.keys(field).map((name) => [name, hidden])) : hidden];
      return [key, redact(field)];
    }),
  );
}

/** Paths whose whole query is secret: people sign in there. */
const signInQuery = /(\/(?:auth|oauth2?|login|sign-?in|token|session)\b[\w/.-]*\?)[^\s"']+/gi;
/** Parameters of any query whose value is secret. */
const secretParameter = /([?&;][\w.-]*(?:password|passwd|pwd|token|secret|credential|api-?_?key)[\w.-]*=)[^&;#\s"']+/gi;

/** A log's text that can be shown, without credentials in headers and in queries. */
export function redactText(text: string): string {
  return text
    .replaceAll(signInQuery, `$1${hidden}`)
    .replaceAll(secretParameter, `$1${hidden}`)
    .replaceAll(/((?:authorization|cookie|set-cookie)["']?\s*[:=]\s*["']?)[^"'\n]+/gi, `$1${hidden}`)
    .replaceAll(/\bBearer [\w.~+/-]+=*/g, `Bearer ${hidden}`);
}
