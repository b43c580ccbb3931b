import { stringify } from 'yaml';
import { parseSources } from '../../manifests/source.ts';
import type { Fields, Style, WrittenFile } from './written-folder.ts';

const comments = { above: '# ハンズオンの課題: この行はコメントです。', behind: '  # ここもコメント' };

/** The file as it lies on the disk. */
export function fileBytes(file: WrittenFile): Uint8Array {
  const text = textOf(file);
  const lines = file.style.lines === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
  switch (file.style.encoding) {
    case 'utf-8': return Buffer.from(lines);
    case 'utf-8 with a mark': return Buffer.from(`\u{FEFF}${lines}`);
    case 'utf-16': return Buffer.from(`\u{FEFF}${lines}`, 'utf16le');
  }
}

function textOf({ name, objects, style, text }: WrittenFile): string {
  const formed = text !== undefined && style.form === 'yaml' && says(text, name, objects) ? text : formOf(objects, style.form);
  return style.comments ? commented(formed) : formed;
}

/** Whether a text holds these objects, also in this order of keys. */
function says(text: string, name: string, objects: readonly Fields[]): boolean {
  return JSON.stringify(parseSources(text, name).map((source) => source.value())) === JSON.stringify(objects);
}

function formOf(objects: readonly Fields[], form: Style['form']): string {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  switch (form) {
    case 'json': return `${JSON.stringify(objects.length === 1 ? objects[0] : list, undefined, 2)}\n`;
    case 'list': return yaml(list);
    case 'flow': return documents(objects, (object) => yaml(object, { collectionStyle: 'flow' }));
    case 'quoted': return documents(objects, (object) => yaml(object, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }));
    case 'indented': return documents(objects, (object) => yaml(object, { indent: 4, indentSeq: true }));
    case 'marked': return `---\n---\n${documents(objects, (object) => `${yaml(object, { indentSeq: false })}...\n`)}---\n`;
    case 'yaml': return documents(objects, (object) => yaml(object));
  }
}

function documents(objects: readonly Fields[], write: (object: Fields) => string): string {
  return objects.map(write).join('---\n');
}

/** YAML as kubectl reads it: a text that YAML 1.1 would take for a boolean or a number stands in quotation marks. */
function yaml(value: unknown, options: Parameters<typeof stringify>[2] = {}): string {
  return stringify(value, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0, ...(options as object) });
}

/** A comment above and behind each key at the top of an object: what begins at the edge stands in no text of many lines. */
function commented(text: string): string {
  return text.replaceAll(/^[A-Za-z]+:( [\w./-]+)?$/gm, (line) => `${comments.above}\n${line}${comments.behind}`);
}
