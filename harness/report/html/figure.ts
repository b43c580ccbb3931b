import type { PlotResult } from '../../verdict/results.ts';
import { escape } from './escape.ts';

/** The SVG in a file of the report folder, if it can be read. */
export type ReadDrawing = (path: string) => string | undefined;

/** A drawing in the page, one for a screen and one for a phone, of which the style shows the one that fits. */
export function figure(plot: PlotResult, id: string, read: ReadDrawing): string {
  const wide = read(plot.wide);
  const narrow = read(plot.narrow) ?? wide;
  const drawings = wide === undefined ? '' : `<div class="wide">${described(wide, id)}</div><div class="narrow">${described(narrow ?? '', id)}</div>`;
  return `<figure>${caption(plot, id)}${drawings}</figure>`;
}

/** The drawing for a phone, as one of many beside each other; the caption leads to the wide one. */
export function smallFigure(plot: PlotResult, id: string, read: ReadDrawing): string {
  const drawing = read(plot.narrow) ?? read(plot.wide);
  return `<figure>${caption(plot, id)}${drawing === undefined ? '' : described(drawing, id)}</figure>`;
}

function caption(plot: PlotResult, id: string): string {
  return `<figcaption><span id="${id}">${escape(plot.summary)}</span> <a href="${escape(encodeURI(plot.wide))}">SVG</a></figcaption>`;
}

/** The summary is what a drawing says to those who do not see it. */
function described(svg: string, id: string): string {
  return svg.replace('<svg ', `<svg aria-describedby="${id}" `);
}
