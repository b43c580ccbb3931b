import { isMap } from '../../../harness/manifests/field-path.ts';
import { parseSources } from '../../../harness/manifests/source.ts';
import { fileBytes } from '../../../harness/mutants/equivalence/file-text.ts';
import type { Fields, WrittenFolder } from '../../../harness/mutants/equivalence/written-folder.ts';

/**
 * What a folder says, as it is written on the disk: its objects in one of the many ways to say the same. Two folders that mean
 * the same have equal meanings. Written apart from the operators, so that a mistake of one is not made here too.
 */
export function meaningOf(folder: WrittenFolder): unknown[] {
  const objects = folder.files.flatMap((file) => parseSources(decode(fileBytes(file)), file.name).map((source) => source.value() as Fields));
  return objects.map((object) => plain(object, '')).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** As kubectl reads a file. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
}

const lists = ['containers', 'volumes', 'volumeMounts', 'ports', 'env', 'accessModes'];

/** Keys in alphabetical order, sets too; without what says nothing; data of every form in base64. */
function plain(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, ''));
    return lists.includes(key) ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(encoded(value)).filter(([name, inner]) => inner !== null && name !== 'status' && !name.startsWith('learner.example/') && !['app.kubernetes.io/part-of', 'kubernetes.io/description'].includes(name));
  const kept = entries.map(([name, inner]) => [name, plain(inner, name)] as const).filter(([name, inner]) => !(['labels', 'annotations'].includes(name) && isMap(inner) && Object.keys(inner).length === 0));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function encoded(object: Fields): Fields {
  if (object['kind'] !== 'Secret' && object['kind'] !== 'ConfigMap') return object;
  const { data, stringData, binaryData, ...rest } = object;
  const base64 = (texts: unknown): Fields => Object.fromEntries(Object.entries(isMap(texts) ? texts : {}).map(([name, text]) => [name, Buffer.from(String(text)).toString('base64')]));
  return { ...rest, bytes: object['kind'] === 'Secret' ? { ...(isMap(data) ? data : {}), ...base64(stringData) } : { ...base64(data), ...(isMap(binaryData) ? binaryData : {}) } };
}
