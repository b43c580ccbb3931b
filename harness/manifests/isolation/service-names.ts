import { isMap } from '../../values/field-path.ts';
import type { Isolation } from './isolation.ts';

type Fields = Record<string, unknown>;

/**
 * Names of Services with their namespace, in a text: what a learner calls `web.default.svc.cluster.local` or `web.default`
 * lies in our namespace. Only Services that the lesson brings are meant, in namespaces that ours stands for. A registry that the
 * lesson runs has a host and a password of its own in each run.
 */
export function isolateServiceNames(written: string, isolation: Isolation): string {
  const { registry } = isolation;
  // In images, and in the Secrets that kubelet reads: the same text everywhere.
  const text = registry === undefined ? written : withPassword(written.replaceAll(registry.written, registry.host), registry.password);
  const services = [...(isolation.brings ?? [])].filter((id) => id.startsWith('Service/')).map((id) => id.slice('Service/'.length));
  if (services.length === 0) return text;
  const namespaces = ['default', ...(isolation.standsFor ?? [])];
  // A pod of a headless Service has a label of its own before the name.
  const name = new RegExp(`(?<![\\w-])(${alternatives(services)})\\.(?:${alternatives(namespaces)})(?=\\.svc(?![\\w-])|\\.?(?![\\w.-]))`, 'g');
  return text.replace(name, `$1.${isolation.namespace}`);
}

/** Whole words in base64, such as `auth` of a Docker configuration: user and password in one. */
const inBase64Words = /(?<![\w+/=-])[A-Za-z0-9+/]{8,}={0,2}(?![\w+/=-])/g;

/** A text with this run's password in place of that which learners write, as it is or in base64. */
function withPassword(text: string, { written, own }: { written: string; own: string }): string {
  return text.replaceAll(written, own).replace(inBase64Words, (word) => {
    const decoded = Buffer.from(word, 'base64').toString();
    return decoded.includes(written) ? Buffer.from(decoded.replaceAll(written, own)).toString('base64') : word;
  });
}

/** The same in all texts of the containers of a pod: variables, commands, probes. */
export function isolateContainers(pod: Fields, isolation: Isolation): void {
  for (const list of ['containers', 'initContainers']) pod[list] &&= inTexts(pod[list], isolation);
}

/** The same in what a ConfigMap or Secret holds. */
export function isolateData(object: Fields, isolation: Isolation): void {
  for (const field of ['data', 'stringData']) {
    if (object['kind'] === 'Secret' && field === 'data') object[field] &&= inBase64(object[field], isolation);
    else object[field] &&= inTexts(object[field], isolation);
  }
}

function inTexts(value: unknown, isolation: Isolation): unknown {
  if (typeof value === 'string') return isolateServiceNames(value, isolation);
  if (Array.isArray(value)) return value.map((each) => inTexts(each, isolation));
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inTexts(each, isolation)])) : value;
}

/** Data that is no base64, or no text, is left to the server. */
function inBase64(data: unknown, isolation: Isolation): unknown {
  if (!isMap(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => {
    const text = typeof value === 'string' ? Buffer.from(value, 'base64').toString() : '';
    const isolated = isolateServiceNames(text, isolation);
    return [key, isolated === text ? value : Buffer.from(isolated).toString('base64')];
  }));
}

function alternatives(names: readonly string[]): string {
  return names.map((name) => RegExp.escape(name)).join('|');
}
