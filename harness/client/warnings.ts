import { AsyncLocalStorage } from 'node:async_hooks';

/** Where the warnings go that the API server sends while something is done; nowhere where nobody listens. */
const listening = new AsyncLocalStorage<string[]>();

/** What was done, and what the API server warned of meanwhile, each text once and in the order in which it came. */
export interface Warned<T> {
  result: T;
  warnings: string[];
}

/** Does something, and listens to what the API server warns of in the responses to its own requests, whoever else sends some at the same time. */
export async function listeningToWarnings<T>(act: () => Promise<T>): Promise<Warned<T>> {
  const warnings: string[] = [];
  const result = await listening.run(warnings, act);
  return { result, warnings: [...new Set(warnings)] };
}

/** Tells whoever listens of the warnings that a response carries. */
export function noteWarnings(header: string | string[] | undefined): void {
  listening.getStore()?.push(...warningsIn(header));
}

/**
 * The texts in a response's `Warning` headers, as the API server sends them: code 299, an agent, and the text as a quoted string
 * (RFC 9111 has made the header obsolete; its form is that of RFC 7234, 5.5).
 */
export function warningsIn(header: string | string[] | undefined): string[] {
  const lines = header === undefined ? [] : [header].flat();
  return lines.flatMap((line) => [...line.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1')));
}
