/** What the board does in the browser: draws the rows in their order, opens messages, and takes in what the server sends. */
export const boardScript = `
'use strict';
const { state, words } = JSON.parse(document.getElementById('data').textContent);
const rows = new Map(state.rows.map((row) => [row.name, row]));
const opened = new Set();
let lastListed;
const styles = { '✓': 'm-right', '✗': 'm-wrong', '?': 'm-open', '–': 'm-later' };
const make = (tag, props, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
const marksOf = (row) => Object.values(row.lessons).flatMap((cell) => cell.marks);
const rank = (row) => {
  const marks = marksOf(row);
  return row.stuckSince !== undefined ? 0 : marks.length === 0 ? 3 : marks.includes('–') ? 1 : 2;
};
const inOrder = () => [...rows.values()].sort((a, b) => rank(a) - rank(b) || (a.stuckSince ?? 0) - (b.stuckSince ?? 0) || a.name.localeCompare(b.name, 'en', { numeric: true }));
const shownLessons = () => {
  const begun = state.lessons.filter(({ name }) => [...rows.values()].some((row) => row.lessons[name] !== undefined));
  return begun.length === 0 ? state.lessons : begun;
};
const now = () => (state.live ? Date.now() + ahead : state.at);
let ahead = state.at - Date.now();
const age = (row) => {
  if (row.stuckSince === undefined) return '';
  const seconds = Math.max(0, Math.round((now() - row.stuckSince) / 1000));
  return seconds < 60 ? seconds + ' ' + words.seconds : Math.floor(seconds / 60) + ' ' + words.minutes;
};
const heading = (lessons) => make('thead', {},
  make('tr', {}, make('th', {}), make('th', {}), ...lessons.map(({ name, steps }) => make('th', { className: 'lesson first', colSpan: Math.max(1, steps.length), scope: 'colgroup', textContent: name }))),
  make('tr', {}, make('th', { scope: 'col', textContent: words.learner }), make('th', { scope: 'col', textContent: words.stuck }),
    ...lessons.flatMap(({ steps }) => steps.map((title, index) => make('th', { scope: 'col', className: index === 0 ? 'first' : '', title, textContent: String(index + 1) })))));
const cells = (row, { name, steps }) => steps.map((title, index) => {
  const cell = row.lessons[name];
  const mark = cell === undefined ? '' : cell.marks[index];
  const className = [index === 0 ? 'first' : '', styles[mark] ?? '', cell?.solved && index === 0 ? 'solved' : ''].join(' ').trim();
  return make('td', { className, title: title + (cell?.solved ? ' (' + words.solved + ')' : ''), textContent: mark });
});
const message = (row, width) => {
  const firsts = state.lessons.flatMap(({ name, steps }) => (row.lessons[name]?.first === undefined ? [] : [{ name, title: steps[row.lessons[name].first.step], first: row.lessons[name].first }]));
  const solved = state.lessons.filter(({ name }) => row.lessons[name]?.solved).map(({ name }) => name);
  const told = firsts.map(({ name, title, first }) => make('div', {}, make('strong', { textContent: '✗ ' + name + ': ' + title }),
    make('dl', {}, ...[['expected', first.expected], ['observed', first.observed], ['where', first.where], ['hint', first.hint]].flatMap(([key, text]) => [make('dt', { textContent: words[key] }), make('dd', { textContent: text })]))));
  const rest = solved.length === 0 ? [] : [make('p', { className: 'dim', textContent: words.solved + ': ' + solved.join(', ') })];
  const all = [...told, ...rest];
  return make('tr', { className: 'message' }, make('td', { colSpan: width }, make('div', {}, ...(all.length === 0 ? [make('p', { textContent: words.nothing })] : all))));
};
const draw = () => {
  const focused = document.activeElement?.dataset?.name;
  const lessons = shownLessons();
  const width = 2 + lessons.reduce((sum, { steps }) => sum + Math.max(1, steps.length), 0);
  const body = make('tbody', {});
  for (const row of inOrder()) {
    const isOpen = opened.has(row.name);
    const button = make('button', { type: 'button', textContent: row.name, ariaExpanded: String(isOpen) });
    button.dataset.name = row.name;
    button.addEventListener('click', () => { if (!opened.delete(row.name)) opened.add(row.name); draw(); });
    body.append(make('tr', { className: ['stuck', 'way', 'done', 'none'][rank(row)] }, make('th', { scope: 'row' }, button), make('td', { className: 'age', textContent: age(row) }), ...lessons.flatMap((lesson) => cells(row, lesson))));
    if (isOpen) body.append(message(row, width));
  }
  document.getElementById('board').replaceChildren(heading(lessons), body);
  if (focused !== undefined) document.querySelector('button[data-name="' + CSS.escape(focused) + '"]')?.focus();
  const of = (place) => [...rows.values()].filter((row) => rank(row) === place).length;
  document.getElementById('sum').textContent = [[words.sumStuck, 0], [words.sumWay, 1], [words.sumDone, 2], [words.sumNone, 3]].map(([word, place]) => of(place) + ' ' + word).join(' · ');
  const listed = lessons.map(({ name }) => name).join();
  if (listed !== lastListed) document.getElementById('steps').replaceChildren(...lessons.map(({ name, steps }) => make('details', {}, make('summary', { textContent: name }), make('ol', {}, ...steps.map((title) => make('li', { textContent: title }))))));
  lastListed = listed;
};
let waiting = false;
const soon = () => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; draw(); }, 100);
};
draw();
if (state.live) {
  const events = new EventSource('events');
  events.addEventListener('rows', ({ data }) => {
    const { all, changed, gone, at } = JSON.parse(data);
    ahead = at - Date.now();
    if (all) rows.clear();
    for (const row of changed) rows.set(row.name, row);
    for (const name of gone) rows.delete(name);
    soon();
  });
  events.addEventListener('error', () => { document.getElementById('sum').textContent = words.lost; });
  setInterval(soon, 15000);
}
`;
