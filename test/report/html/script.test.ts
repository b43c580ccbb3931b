import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { parseHTML } from 'linkedom';
import { htmlPage } from '../../../harness/report/html/page.ts';
import { script } from '../../../harness/report/html/script.ts';
import { exampleResults } from '../example-results.ts';

/** What the tests ask of the page; the types of browsers are not part of this project. */
interface Part {
  textContent: string;
  open?: boolean;
  scrollIntoView?: () => void;
  hasAttribute: (name: string) => boolean;
  dispatchEvent: (event: unknown) => void;
  querySelector: (selector: string) => Part | null;
  querySelectorAll: (selector: string) => Iterable<Part>;
}

interface Browser {
  document: Part;
  window: { Event: new (type: string) => unknown };
}

interface Opened {
  document: Part;
  click: (selector: string) => void;
  /** Titles of the tests that can be seen. */
  shown: () => string[];
  goTo: (hash: string) => void;
}

/** The page in a browser that has no layout. */
function open(hash = ''): Opened {
  const { document, window } = parseHTML(htmlPage(exampleResults(), 'en')) as unknown as Browser;
  const location = { hash };
  const listeners: (() => void)[] = [];
  for (const element of document.querySelectorAll('.test')) element.scrollIntoView = () => undefined;
  runInNewContext(script, { document, location, addEventListener: (_: string, act: () => void) => { listeners.push(act); } });
  return {
    document,
    click: (selector) => { document.querySelector(selector)?.dispatchEvent(new window.Event('click')); },
    shown: () => [...document.querySelectorAll('.test:not([hidden])')].map((test) => test.querySelector('h4')?.textContent.trim().split(/\s+/)[1] ?? ''),
    goTo: (to) => {
      location.hash = to;
      for (const act of listeners) act();
    },
  };
}

describe('the script of the page', () => {
  it('shows only the tests of one verdict, in open lessons, and all again', () => {
    const { click, shown, document } = open();
    expect(shown()).to.have.lengthOf(6);
    click('.chip.skipped');
    expect(shown()).to.deep.equal(['skipped', 'skipped']);
    click('.chip.passed');
    expect(shown()).to.deep.equal(['passed', 'passed']);
    const lessons = [...document.querySelectorAll('.lesson')];
    expect(lessons.map((lesson) => lesson.hasAttribute('hidden')), 'a lesson without such tests is not there').to.deep.equal([false, true]);
    click('.chip.passed');
    expect(shown()).to.have.lengthOf(6);
    expect([...document.querySelectorAll('.chip[aria-pressed=true]')]).to.deep.equal([]);
  });

  it('opens the lesson in which a link leads to a test', () => {
    const { goTo, document } = open();
    goTo('#02-logging-2');
    expect(document.querySelector('.lesson')?.open).to.equal(true);
  });

  it('needs no target', () => {
    expect(() => open('#nowhere')).not.to.throw();
  });
});
