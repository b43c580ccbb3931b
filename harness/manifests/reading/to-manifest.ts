import { redactSource } from '../../secrets/redact-source.ts';
import type { Text } from '../../text/language.ts';
import { oneLine, shorten } from '../../text/show.ts';
import { texts } from '../../text/texts.ts';
import { isMap } from '../../values/field-path.ts';
import type { LessonFailure } from '../../verdict/lesson-failure.ts';
import { Manifest } from '../manifest.ts';
import type { Source } from '../source.ts';
import { isAddressable } from './addressable.ts';
import { unexported, type Unexported } from './exported.ts';
import { isHelmTemplate } from './foreign.ts';
import { lookalikes } from './lookalikes.ts';
import { mistyped } from './mistyped.ts';
import type { Written } from './read-file.ts';
import { refusedFile } from './refused-file.ts';
import { withoutNulls } from './without-nulls.ts';

const t = texts.manifests;
const r = texts.reading;

/** What is text or a list, where an object should be. */
function noObject({ source, value }: Written): LessonFailure {
  const { file, line } = source.at([]);
  const [slip] = lookalikes(source.text, line, source.lastLine);
  if (slip !== undefined) return mistyped(file, source.text, slip);
  if (Array.isArray(value)) return refusedFile(file, line, t.kubernetesObject, t.aList, t.hints.notAnObject);
  if (typeof value !== 'string') return refusedFile(file, line, t.kubernetesObject, t.a(typeof value), t.hints.notAnObject);
  if (/^NAME\s+\S/.test(value)) return refusedFile(file, line, t.kubernetesObject, r.notObject.table, r.notObject.tableHint);
  return refusedFile(file, line, t.kubernetesObject, r.notObject.text(shorten(oneLine(redactSource(value)))), r.notObject.textHint);
}

/** The object as a manifest of a lesson. Throws LessonFailure where it is none: says what it is, or what it lacks and why. */
export function toManifest(written: Written, lesson: string): Omit<Unexported, 'value'> & { manifest: Manifest } {
  const { source, value } = written;
  if (!isMap(value)) throw noObject(written);
  const { file, line } = source.at([]);
  const metadata = isMap(value['metadata']) ? value['metadata'] : {};
  const fields: [string, unknown][] = [['apiVersion', value['apiVersion']], ['kind', value['kind']], ['metadata.name', metadata['name']]];
  const missing = fields.filter(([, found]) => typeof found !== 'string').map(([field]) => field);
  if (missing.length > 0 || hasOddKey(value)) {
    const [slip] = lookalikes(source.text, line, source.lastLine);
    if (slip !== undefined) throw mistyped(file, source.text, slip);
  }
  if (missing.length > 0) throw withoutBasics(source, value, missing);
  const name = String(metadata['name']);
  if (!isAddressable(name)) throw refusedFile(file, source.at([{ key: 'metadata' }, { key: 'name' }]).line, t.basicFields, r.notObject.name(name), r.notObject.nameHint, 'metadata.name');
  const { value: cleaned, ...about } = unexported(value);
  return { manifest: new Manifest(withoutNulls(cleaned), source, lesson), ...about };
}

/** An object that lacks what every object has: says which, and why it may be missing. */
function withoutBasics(source: Source, value: Record<string, unknown>, missing: readonly string[]): LessonFailure {
  const { file, line } = source.at([]);
  const metadata = isMap(value['metadata']) ? value['metadata'] : {};
  if (isHelmTemplate(source.text)) return refusedFile(file, line, t.yaml, r.foreign.helmTemplate, r.foreign.helmHint);
  const inPlace = (path: string, observed: Text, hint: Text, field = path): LessonFailure =>
    refusedFile(file, source.at(path.split('.').map((key) => ({ key }))).line, t.basicFields, observed, hint, field);
  const [wrong] = missing.filter((field) => !['undefined', 'object'].includes(typeof (field === 'metadata.name' ? metadata['name'] : value[field])));
  if (wrong !== undefined) return inPlace(wrong, r.notObject.noText(wrong, typeof (wrong === 'metadata.name' ? metadata['name'] : value[wrong])), r.notObject.noTextHint(wrong));
  if (missing.length === 1 && missing[0] === 'metadata.name') {
    if (typeof metadata['generateName'] === 'string') return inPlace('metadata.generateName', r.notObject.generateName, r.notObject.generateNameHint, 'metadata.name');
    if ('name' in value) return inPlace('name', r.notObject.outside('metadata.name', 'name'), r.notObject.outsideHint('name'), 'metadata.name');
  }
  return refusedFile(file, line, t.basicFields, t.without(missing), t.hints.missingFields(missing.join(', ')), missing[0]);
}

/** Whether a key begins or ends with a letter that only looks like a space, or like a colon. */
function hasOddKey(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOddKey);
  return isMap(value) && Object.entries(value).some(([key, inner]) => /^[^\x21-\x7E]*[\s\u200B\uFEFF：]|[\s\u200B\uFEFF：]$/.test(key) || hasOddKey(inner));
}
