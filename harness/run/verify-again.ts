import { relative } from 'node:path';
import { languageOf } from '../text/reader-language.ts';
import { option, short } from './rerun-command.ts';
import type { VerifyOptions } from './verify-options.ts';

/** The command that judges these lessons, with the same options. */
export function verifyCommand(lessons: readonly string[], { context, namespace, names, yes, manifests, ingress, language }: Pick<VerifyOptions, 'names' | 'context' | 'namespace' | 'yes' | 'manifests' | 'ingress' | 'language'>, cwd = process.cwd(), env: NodeJS.ProcessEnv = process.env): string {
  const near = manifests === undefined ? undefined : relative(cwd, manifests);
  return [
    'npm run verify --', ...lessons.map(short), ...option('--context', context), ...option('--namespace', namespace), ...names.flatMap(({ name, called }) => option('--as', `${name}=${called}`)),
    ...option('--manifests', near?.startsWith('..') === true ? manifests : near), ...option('--ingress', ingress),
    ...(yes ? ['--yes'] : []), ...option('--lang', language === languageOf(env) ? undefined : language),
  ].join(' ');
}
