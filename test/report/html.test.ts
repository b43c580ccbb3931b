import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { htmlPage } from '../../harness/report/html/page.ts';
import { exampleResults, japaneseResults, productionResults } from './example-results.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('htmlPage', () => {
  const page = htmlPage(exampleResults(), 'en');

  it('needs nothing but itself', () => {
    expect(page).not.to.match(/<(link|img|iframe)\b|<script[^>]*src|https?:\/\/|url\(|\b(fetch|import)\(/);
  });

  it('shows lessons, tests, measures, phases and where images came from', () => {
    for (const text of ['02-logging', '<code>writeToStreamMs</code></th><td>312 ms</td>', 'lessons 40.0 s', '<code>mysql:9.7</code></td><td>9.7.4</td><td>our own build', 'this cluster does not enforce']) {
      expect(page).to.include(text);
    }
  });

  it('explains a failure and links its evidence', () => {
    expect(page).to.include('<p class="hint"><strong>hint</strong> Did you mean <code>containers</code>?');
    expect(page).to.include('<code>04-mysql/mysql.yaml:31</code>');
    expect(page).to.include('<a href="evidence/04-mysql/1-apply/events.txt">');
    expect(htmlPage(exampleResults(), 'ja')).to.include('<strong>ヒント</strong>');
  });

  it('tells what else one look has found on the same card, and what a reader should know about a lesson', () => {
    const results = exampleResults();
    const lesson = results.lessons[1];
    const failure = lesson?.tests[0]?.failure;
    if (lesson === undefined || failure === undefined) throw new Error('the example has changed');
    failure.others = [{ ...failure, hint: 'Add `one`.', ja: { ...failure.ja, hint: '`one` を追加してください。' } }];
    lesson.notes = [{ text: 'x.txt is <not> read', ja: { text: 'x.txt は読み込まれません' } }];
    expect(htmlPage(results, 'en')).to.include('2 of 2 found at once').and.include('Add <code>one</code>.').and.include('<p class="note">x.txt is &lt;not&gt; read</p>');
    expect(htmlPage(results, 'ja')).to.include('<code>one</code> を追加してください。').and.include('x.txt は読み込まれません');
  });

  it('shows errors and leftovers apart from tests', () => {
    expect(page).to.include('it stopped answering');
    expect(page).to.include('Namespace/04-mysql-abc123, held by kubernetes');
  });

  it('is in the language of the reader', () => {
    const inJapanese = htmlPage(japaneseResults(), 'ja');
    for (const text of ['判定できなかったものがあります', '成功 2、失敗 1、スキップ 2、無効 1', '適用(apply)', 'API サーバーが受け入れること', 'このクラスターは強制しません', '応答しなくなりました', '<th scope="col">バージョン</th>', 'ノード 2 台', 'クラスター 20.0 s']) {
      expect(inJapanese).to.include(text);
    }
  });

  it('shows apart what did not hold in production and does not decide, and as a failure where it does', () => {
    const apart = htmlPage(productionResults(), 'en');
    expect(apart).to.include('<h1 class="passed">All lessons hold</h1>').and.not.to.include('id="failures"');
    expect(apart).to.match(/<h2 id="production">Would not hold in production<\/h2>.*--level production.*\n?<article class="failure warns" id="05-ingress-2">/);
    expect(apart).to.include('<p class="part passed">holds in production</p>').and.to.include('<p class="part warned">would not hold in production</p>');
    expect(apart).to.include('data-show="warned" aria-pressed="false" disabled>not in production 1</button>');
    const judged = htmlPage({ ...productionResults(), level: 'production', exitCode: 1 }, 'en');
    expect(judged).to.include('<h2 id="failures">1 failure</h2>').and.to.include('One lesson does not hold yet').and.not.to.include('id="production"');
  });

  it('lets no text become markup', () => {
    const results = exampleResults();
    results.errors = [runError('<script>alert(1)</script>', verbatim('"\'&'), verbatim(''))];
    const evil = htmlPage(results, 'en');
    expect(evil).not.to.include('alert(1)</script>').and.not.to.include('<script>alert');
    expect(evil).to.include('&quot;&#39;&amp;');
    expect(evil).to.include('shows &lt;both&gt; streams');
  });

  it('shows what was drawn though all is well, says it in words, and links what cannot be read', () => {
    const results = exampleResults();
    const test = results.lessons[0]?.tests[1];
    if (test === undefined) throw new Error('the example has changed');
    test.plots = [{ title: 'up', summary: 'up: 5 requests, <none> failed', wide: 'evidence/a b.svg', narrow: 'evidence/n.svg' }];
    const drawn = htmlPage(results, 'en', { drawing: (path) => `<svg >${path}</svg>` });
    expect(drawn).to.include('<svg aria-describedby="02-logging-2-plot-1" >evidence/n.svg</svg>');
    expect(drawn).to.include('<span id="02-logging-2-plot-1">up: 5 requests, &lt;none&gt; failed</span> <a href="evidence/a%20b.svg">');
    expect(htmlPage(results, 'en')).to.include('<a href="evidence/a%20b.svg">').and.not.to.include('<svg');
  });

  it('shows a drawing of a failed test with the failure, for a screen and for a phone', () => {
    const results = exampleResults();
    const test = results.lessons[1]?.tests[0];
    if (test === undefined) throw new Error('the example has changed');
    test.plots = [{ title: 'up', summary: 'up', wide: 'w.svg', narrow: 'n.svg' }];
    const drawn = htmlPage(results, 'en', { drawing: (path) => `<svg >${path}</svg>` });
    expect(cardOf(drawn)).to.match(/<div class="wide"><svg [^>]*>w\.svg<\/svg><\/div><div class="narrow"><svg [^>]*>n\.svg<\/svg><\/div>/);
    expect(drawn).not.to.include('class="gallery"');
  });

  it('begins with what failed, each with an id, and leads to it from its lesson', () => {
    expect(page.indexOf('<h2 id="failures">1 failure</h2>')).to.be.greaterThan(0).and.lessThan(page.indexOf('<h2 id="lessons">'));
    expect(cardOf(page)).to.include('id="04-mysql-1"').and.to.include('<h3>').and.to.include('<code>04-mysql/mysql.yaml:31</code>');
    expect(page).to.match(/<h4><span class="verdict failed">✘ failed<\/span> <a href="#04-mysql-1">apply<\/a>/);
    expect(htmlPage({ ...exampleResults(), lessons: [] }, 'en')).not.to.include('id="failures"');
  });

  it('shows the manifest around the line, with its secrets hidden, and how to run the lesson again', () => {
    const lines = Array.from({ length: 40 }, (_, index) => (index === 29 ? 'password: hunter2' : `line${index + 1}: <x>`));
    const shown = cardOf(htmlPage(exampleResults(), 'en', { manifest: (file) => (file === '04-mysql/mysql.yaml' ? lines.join('\n') : undefined), again: ({ name }) => `npm test -- ${name}` }));
    expect(shown).to.include('<mark><span class="number">31</span>line31: &lt;x&gt;</mark>');
    expect(shown).to.include('<span class="number">28</span>').and.to.include('<span class="number">34</span>').and.not.to.include('<span class="number">35</span>');
    expect(shown).to.include('password: (hidden)').and.not.to.include('hunter2');
    expect(shown).to.include('<code>npm test -- 04-mysql</code> <button type="button" class="copy" hidden>copy</button>');
  });

  it('lets a reader choose the tests of one verdict', () => {
    for (const [status, count] of [['failed', 1], ['invalid', 1], ['skipped', 2], ['passed', 2]] as const) {
      expect(page).to.include(`data-show="${status}" aria-pressed="false" disabled>${status} ${count}</button>`);
      expect(page.match(new RegExp(`<li class="test ${status}"`, 'g'))).to.have.lengthOf(count);
    }
  });

  it('puts the lessons on one axis of time', () => {
    expect(page).to.include('28.0 s · began at 12.0 s</span><span class="time" aria-hidden="true"><i class="failed" style="left:30.00%;width:70.00%">');
  });
});

/** The first failure's card. */
function cardOf(html: string): string {
  return /<article class="failure"[^]*?<\/article>/.exec(html)?.[0] ?? '';
}
