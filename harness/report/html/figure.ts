import type { PlotResult } from '../../verdict/results.ts';
import { escape } from './escape.ts';

/** The SVG in a file of the report folder, if it can be read. */
export type ReadDrawing = (path: string) => string | undefined;

/** A drawing in the page, one for a screen and one for a phone, of which the style shows the one that fits. */
export function figure(plot: PlotResult, read: ReadDrawing): string {
  const wide = read(plot.wide);
  const narrow = read(plot.narrow) ?? wide;
  const drawings = wide === undefined ? '' : `<div class="wide">${wide}</div><div class="narrow">${narrow ?? ''}</div>`;
  return `<figure><figcaption>${escape(plot.summary)} <a href="${escape(encodeURI(plot.wide))}">SVG</a></figcaption>${drawings}</figure>`;
}
