import { escape } from '../report/html/escape.ts';
import type { Language } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { BoardRow } from './rows.ts';
import { boardScript } from './script.ts';
import { boardStyle } from './style.ts';

/** All that the page shows. */
export interface BoardState {
  /** In the order in which they are taught, with the titles of their steps. */
  lessons: { name: string; steps: string[] }[];
  rows: BoardRow[];
  /** Milliseconds since the epoch. */
  at: number;
  /** The page follows the room; false in a file. */
  live: boolean;
}

/** The page of the board: served, where it follows the room by events, or as one file that stays as it is. */
export function boardPage(state: BoardState, language: Language): string {
  const t = texts.workshop.board.page;
  const words = Object.fromEntries(Object.entries(t).map(([key, text]) => [key, text[language]]));
  const data = JSON.stringify({ state, words }).replaceAll('<', '\\u003c');
  const own = state.live ? '<link rel="stylesheet" href="board.css"><script src="board.js" defer></script>' : `<style>${boardStyle}</style>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(t.title[language])}</title>
${own}
</head>
<body>
<header><h1>${escape(t.title[language])}</h1><p id="sum" role="status"></p><p class="legend">${escape(t.legend[language])}</p></header>
<main><div class="wide" tabindex="0"><table id="board"></table></div><section id="steps"></section></main>
<script type="application/json" id="data">${data}</script>
${state.live ? '' : `<script>${boardScript}</script>`}
</body>
</html>
`;
}
