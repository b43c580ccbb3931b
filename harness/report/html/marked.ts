import { escape } from './escape.ts';

/** A text of ours as markup: what stands in backticks is code. */
export function marked(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
