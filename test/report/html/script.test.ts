import { expect } from 'chai';
import { htmlPage } from '../../../harness/report/html/page.ts';
import { script } from '../../../harness/report/html/script.ts';
import { openPage, type OpenPage, type Part } from '../../page/open-page.ts';
import { exampleResults } from '../example-results.ts';

interface Opened extends OpenPage {
  /** Titles of the tests that can be seen. */
  shown: () => string[];
  goTo: (hash: string) => void;
  /** Text of the command that was copied last. */
  copied: () => string | undefined;
}

function open(hash = ''): Opened {
  const location = { hash };
  const listeners: (() => void)[] = [];
  let selected: string | undefined;
  const page = openPage(htmlPage(exampleResults(), 'en', { again: ({ name }) => `npm test -- ${name}` }), prepared + script, {
    location,
    addEventListener: (_: string, act: () => void) => { listeners.push(act); },
    getSelection: () => ({ selectAllChildren: ({ textContent }: Part) => { selected = textContent; } }),
  });
  return {
    ...page,
    shown: () => page.texts('.test:not([hidden]) h4').map((title) => title.trim().split(/\s+/)[1] ?? ''),
    goTo: (to) => {
      location.hash = to;
      for (const act of listeners) act();
    },
    copied: () => selected,
  };
}

/** What a browser without a layout lacks. */
const prepared = "for (const test of document.querySelectorAll('.test')) test.scrollIntoView = () => undefined; document.execCommand = (command) => command === 'copy';\n";

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

  it('copies a command', () => {
    const { click, copied, document } = open();
    click('.copy');
    expect(copied()).to.equal('npm test -- 04-mysql');
    expect(document.querySelector('.copy')?.className).to.include('copied');
  });

  it('needs no target', () => {
    expect(() => open('#nowhere')).not.to.throw();
  });
});
