import { hidden } from './secret-names.ts';

const quotes = '"\'`';
const secretWord = '(?:password|passwd|passphrase|pwd|[_.-]pass|[_.-]pw|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key|signing[-_]?key)';

/**
 * What says by its form that a secret follows: the group before is kept, the next is secret. What may be repeated before the sign
 * itself is bounded: a text without end that only begins so, in a stranger's log, would be gone through again from each place of it.
 */
const forms: readonly RegExp[] = [
  // https://user:password@host, mysql://user:password@host
  new RegExp(`(\\b[a-z][a-z0-9+.-]{0,40}://[^\\s:/@${quotes}]{0,300}:)([^\\s/${quotes}]+)(?=@)`, 'gi'),
  // user:password@tcp(host), as drivers of Go are told
  new RegExp(`(\\b[\\w.-]{1,100}:)([^\\s:@(${quotes}]+)(?=@(?:tcp|unix)\\()`, 'gi'),
  new RegExp(`((?<!\\d\\d-)authorization["']?\\s*[:=,]\\s*["']?\\w+\\s+)([^\\s,${quotes}]+)`, 'gi'),
  new RegExp(`(\\bBearer\\s+)((?=\\S*[\\d._=-])[\\w.~+/=-]{8,})`, 'g'),
  new RegExp(`((?:^|[\\s${quotes};&?{,([])-{0,2}[\\w.-]{0,200}${secretWord}["']?=["']?)([^\\s${quotes},;&})\\]]+)`, 'gim'),
  // In JSON, as the API server quotes what it got: a setting, and a variable with its value.
  new RegExp(`("[\\w.-]{0,200}${secretWord}"\\s*:\\s*\\[?")((?:[^"\\\\\\n]|\\\\.)+)`, 'gi'),
  new RegExp(`("name"\\s*:\\s*"[\\w.-]{0,200}${secretWord}"\\s*,\\s*"value"\\s*:\\s*\\[?")((?:[^"\\\\\\n]|\\\\.)+)`, 'gi'),
  // mysql -ppassword; curl -u user:password
  new RegExp(`(\\bmysql\\w{0,40}\\b[^\\n|;&]{0,1000}?\\s-p)([^\\s${quotes}-][^\\s${quotes}]*)`, 'g'),
  new RegExp(`(\\bcurl\\b[^\\n|;&]{0,1000}?\\s(?:-u|--user)[= ]?\\s*["']?[^\\s:${quotes}]+:)([^\\s${quotes}]+)`, 'g'),
  /(\bIDENTIFIED\s+(?:WITH\s+\S+\s+)?(?:BY|AS)\s+['"])([^'"\n]+)/gi,
];

/** `password: value` within a text: in a message that may as well be a field's name before what is said of it. */
const setting = new RegExp(`((?:^|[\\s${quotes}{,])[\\w.-]{0,200}${secretWord}["']?\\s*:[ \\t]*["']?)([^\\s${quotes},}]+)`, 'gim');

/** A variable, a template, or what is hidden already. */
const noSecret = /^(?:\$|\{\{|<|…|\(hidden|\*+$|(?:yes|no|true|false|null|none)$)/i;

/** A text without what says by its form that it is secret. */
export function hideForms(text: string): string {
  return forms.reduce((rest, form) => rest.replaceAll(form, (all: string, before: string, secret: string) => (noSecret.test(secret) ? all : `${before}${hidden}`)), text);
}

/** What is secret by its form in a value that a manifest holds: a command, a URL, a file of settings. */
export function secretsByForm(value: string): string[] {
  return [...forms, setting].flatMap((form) => [...value.matchAll(form)].map(([, , secret = '']) => secret)).filter((secret) => secret !== '' && !noSecret.test(secret));
}
