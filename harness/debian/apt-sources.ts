import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../values/defined.ts';

/** One place that binary packages come from; see sources.list(5). */
export interface AptSource {
  uri: string;
  suites: string[];
  components: string[];
  /** Path of the keyring that signs it, when the entry names one. */
  signedBy?: string;
}

/** The binary sources that this machine is configured with, in the order in which apt reads them. */
export function readAptSources(folder = '/etc/apt'): AptSource[] {
  const parts = join(folder, 'sources.list.d');
  const sources: AptSource[] = parseOneLineSources(readText(join(folder, 'sources.list')));
  for (const name of listNames(parts)) {
    const path = join(parts, name);
    if (name.endsWith('.list')) sources.push(...parseOneLineSources(readText(path)));
    if (name.endsWith('.sources')) sources.push(...parseDeb822Sources(readText(path)));
  }
  return sources;
}

export function parseOneLineSources(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    const [, options = '', uri, suite, components = ''] = match ?? [];
    if (uri === undefined || suite === undefined) continue;
    const signedBy = /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1];
    sources.push(defined({ uri, suites: [suite], components: words(components), signedBy }));
  }
  return sources;
}

export function parseDeb822Sources(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const stanza of text.split(/\n[ \t]*\n/)) {
    const fields = deb822Fields(stanza);
    if (!words(fields.get('types') ?? '').includes('deb') || fields.get('enabled') === 'no') continue;
    // A key written out in the file (many lines) is no path; the archive's own keyring serves then.
    const signedBy = fields.get('signed-by');
    for (const uri of words(fields.get('uris') ?? '')) {
      sources.push(defined({
        uri,
        suites: words(fields.get('suites') ?? ''),
        components: words(fields.get('components') ?? ''),
        signedBy: signedBy?.startsWith('/') === true ? signedBy : undefined,
      }));
    }
  }
  return sources;
}

function deb822Fields(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const match = /^([\w-]+):(.*)$/.exec(line);
    if (match?.[1] !== undefined) {
      last = match[1].toLowerCase();
      fields.set(last, (match[2] ?? '').trim());
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.trim());
    }
  }
  return fields;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
