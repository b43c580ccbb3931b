import stringWidth from 'string-width';

import { texts } from '../text/texts.ts';
import { escape } from '../report/html/escape.ts';
import { coloursOf, latencyPanel, margins, podsPanel, requestsPanel } from './panels.ts';
import type { RolloutView } from './rollout-view.ts';

const t = texts.plot;

/** Pixels of a plot on a screen, and on a phone held upright. */
export const widths = { wide: 960, narrow: 344 };

/** Pixels that a Latin letter of the legend takes, on average. */
const letter = 6.7;

/**
 * One SVG: requests a second by version, latency, and the pods below each other on one time axis. Text and lines have the
 * colour of the text around it, so that it can stand on a light and on a dark page.
 */
export function rolloutPlot(view: RolloutView, width: number): string {
  const key = legend(view, width);
  const hasPods = view.pods.length > 0;
  const panels = [requestsPanel(view, width), latencyPanel(view, width, !hasPods), ...(hasPods ? [podsPanel(view, width)] : [])];
  let y = key.height;
  const placed = panels.map(({ svg, height }) => {
    const at = y;
    y += height;
    return svg.replace('<svg ', `<svg x="0" y="${at}" `);
  });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" role="img" aria-label="${escape(view.title)}" font-family="system-ui, sans-serif" font-size="12">`;
  return `${head}<title>${escape(view.title)}</title>${key.svg}${placed.join('')}</svg>\n`;
}

interface Item {
  text: string;
  mark: string;
}

/** What colours and marks mean, in as many lines as it takes. */
function legend(view: RolloutView, width: number): { svg: string; height: number } {
  const { domain, range } = coloursOf(view);
  const square = (attributes: string): string => `<rect y="-9" width="11" height="10" rx="2" ${attributes}/>`;
  const items: Item[] = domain.map((name, index) => ({ text: name, mark: square(`fill="${range[index] ?? ''}"`) }));
  if (view.pods.length > 0) {
    items.push(
      { text: t.notReady[view.language], mark: square('fill="currentColor" fill-opacity=".3"') },
      { text: t.ready[view.language], mark: square('fill="currentColor"') },
      { text: t.terminating[view.language], mark: square('fill="none" stroke="currentColor" stroke-dasharray="3 2"') },
      { text: t.endpoint[view.language], mark: '<circle cx="6" cy="-4" r="3.6" fill="currentColor" stroke="currentColor"/>' },
      { text: t.endpointNoMore[view.language], mark: '<circle cx="6" cy="-4" r="3.6" fill="none" stroke="currentColor" stroke-width="1.3"/>' },
    );
  }
  const lineHeight = 20;
  const left = width > 600 ? margins.left : 6;
  let x = left;
  let line = 1;
  const placed = items.map(({ text, mark }) => {
    const wide = 16 + stringWidth(text) * letter + 16;
    if (x + wide > width && x > left) {
      x = left;
      line += 1;
    }
    const at = x;
    x += wide;
    return `<g transform="translate(${at.toFixed(1)},${line * lineHeight - 4})">${mark}<text x="16" fill="currentColor">${escape(text)}</text></g>`;
  });
  return { svg: placed.join(''), height: line * lineHeight + 8 };
}
