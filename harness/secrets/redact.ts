import { isMap } from '../values/field-path.ts';
import { hideForms } from './secret-forms.ts';
import { hidden, isSecretField, isSecretName, isSecretSetting, lastApplied } from './secret-names.ts';

/**
 * A copy of an object that can be shown: secrets are left out by the field that they stand in;
 * so are the server's notes about who set which field, which are long and help nobody.
 */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (!isMap(value)) return typeof value === 'string' ? hideForms(value) : value;
  const isSecret = value['kind'] === 'Secret';
  const isConfigMap = value['kind'] === 'ConfigMap';
  const isSecretVariable = typeof value['name'] === 'string' && (isSecretName(value['name']) || isSecretField(value['name'])) && typeof value['value'] === 'string';
  const entries = Object.entries(value).filter(([key]) => key !== 'managedFields' && key !== lastApplied);
  return Object.fromEntries(
    entries.map(([key, field]) => {
      if (isSecretVariable && key === 'value') return [key, hidden];
      if ((isSecret && key === 'data') || isSecretField(key)) return [key, isMap(field) ? withHidden(field, () => true) : hidden];
      if (isConfigMap && key === 'data' && isMap(field)) return [key, redact(withHidden(field, isSecretSetting))];
      return [key, redact(field)];
    }),
  );
}

function withHidden(map: Record<string, unknown>, hides: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, field]) => [name, hides(name) ? hidden : field]));
}

/** Paths whose whole query is secret: people sign in there. */
const signInQuery = /(\/(?:auth|oauth2?|login|sign-?in|token|session)\b[\w/.-]{0,200}\?)[^\s"']+/gi;
/** Parameters of any query whose value is secret. */
const secretParameter = /([?&;][\w.-]{0,100}(?:password|passwd|pwd|token|secret|credential|api-?_?key)[\w.-]{0,100}=)[^&;#\s"']+/gi;

/** A log's text that can be shown, without credentials in headers, queries, addresses and commands. */
export function redactText(text: string): string {
  return hideForms(text
    .replaceAll(signInQuery, `$1${hidden}`)
    .replaceAll(secretParameter, `$1${hidden}`)
    .replaceAll(/((?:(?<!\d\d-)authorization|cookie|set-cookie)["']?\s*[:=]\s*["']?)[^"'\n]+/gi, `$1${hidden}`)
    .replaceAll(/\bBearer [\w.~+/-]+=*/g, `Bearer ${hidden}`));
}
