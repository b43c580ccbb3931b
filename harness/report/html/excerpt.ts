import { redactSource } from '../../secrets/redact-source.ts';
import { escape } from './escape.ts';

/** Lines before and behind the one that is meant. */
const around = 3;

/** The lines of a manifest around the given one (from 1), which is marked; secrets are hidden. Empty when there is no such line. */
export function excerpt(text: string, line: number): string {
  const lines = redactSource(text).replace(/\n$/, '').split('\n');
  if (line < 1 || line > lines.length) return '';
  const from = Math.max(1, line - around);
  const shown = lines.slice(from - 1, line + around).map((content, index) => {
    const number = from + index;
    const row = `<span class="number">${number}</span>${escape(content)}`;
    return number === line ? `<mark>${row}</mark>` : `<span>${row}</span>`;
  });
  return `<pre class="excerpt" tabindex="0"><code>${shown.join('')}</code></pre>`;
}
