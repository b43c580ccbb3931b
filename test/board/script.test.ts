import { expect } from 'chai';
import { boardPage } from '../../harness/board/page.ts';
import type { BoardRow } from '../../harness/board/rows.ts';
import { boardScript } from '../../harness/board/script.ts';
import { openPage, type OpenPage } from '../page/open-page.ts';

const failing: BoardRow = { name: 'learner-02', stuckSince: 0, lessons: { '02-logging': { marks: ['✓', '✗'], solved: false, first: { step: 1, expected: 'a line', observed: '<b>none</b>', where: 'Pod/counter', hint: 'Print one.' } } } };
const right: BoardRow = { name: 'learner-01', lessons: { '02-logging': { marks: ['✓', '✓'], solved: true } } };

describe('the board in a browser', () => {
  const open = (rows: BoardRow[], live = true): OpenPage & { send: (event: object) => void; lose: () => void; order: () => string[]; sum: () => string } => {
    const state = { lessons: [{ name: '01-pods', steps: ['a'] }, { name: '02-logging', steps: ['is applied', 'prints'] }], rows, at: 90_000, live };
    const listeners = new Map<string, (event: { data: string }) => void>();
    class EventSource {
      addEventListener(type: string, act: (event: { data: string }) => void): void { listeners.set(type, act); }
    }
    const page = openPage(boardPage(state, 'en'), boardScript, {
      EventSource, CSS: { escape: (text: string) => text },
      // What is drawn soon is drawn at once here.
      setTimeout: (act: () => void) => { act(); }, setInterval: () => undefined,
    });
    return {
      ...page,
      send: (event) => { listeners.get('rows')?.({ data: JSON.stringify(event) }); },
      lose: () => { listeners.get('error')?.({ data: '' }); },
      order: () => page.texts('tbody button'),
      sum: () => page.document.querySelector('#sum')?.textContent ?? '',
    };
  };

  it('draws a row a learner, who is stuck on top, and only lessons that somebody has begun', () => {
    const { document, order, sum, texts } = open([right, failing]);
    expect(order()).to.deep.equal(['learner-02', 'learner-01']);
    expect(texts('.lesson')).to.deep.equal(['02-logging']);
    expect([...document.querySelectorAll('tbody td')].map(({ textContent, className }) => `${textContent} ${className}`)).to.deep.equal([
      '1 min age', '✓ first m-right', '✗ m-wrong', ' age', '✓ first m-right solved', '✓ m-right',
    ]);
    expect(sum()).to.equal('1 stuck · 0 on the way · 1 done · 0 not begun');
  });

  it('opens and closes the message of a row, as text', () => {
    const { document, click } = open([failing]);
    click('button[data-name="learner-02"]');
    expect(document.querySelector('.message')?.textContent).to.include('✗ 02-logging: prints').and.include('<b>none</b>').and.include('Print one.');
    click('button[data-name="learner-02"]');
    expect(document.querySelector('.message')).to.equal(null);
  });

  it('follows the room, and says when it cannot', () => {
    const { order, send, lose, sum } = open([failing]);
    send({ all: false, changed: [{ ...right, name: 'learner-03' }], gone: [], at: 91_000 });
    expect(order()).to.deep.equal(['learner-02', 'learner-03']);
    send({ all: true, changed: [right], gone: [], at: 92_000 });
    expect(order()).to.deep.equal(['learner-01']);
    send({ all: false, changed: [], gone: ['learner-01'], at: 93_000 });
    expect(order()).to.deep.equal([]);
    lose();
    expect(sum()).to.include('does not answer');
  });
});
