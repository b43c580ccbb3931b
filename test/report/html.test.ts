import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { htmlPage } from '../../harness/report/html/page.ts';
import { exampleResults, japaneseResults } from './example-results.ts';

describe('htmlPage', () => {
  const page = htmlPage(exampleResults(), 'en');

  it('needs nothing but itself', () => {
    expect(page).not.to.match(/<(link|script|img)\b|https?:\/\/|url\(/);
  });

  it('shows lessons, tests, measures, phases and where images came from', () => {
    for (const text of ['02-logging', 'writeToStreamMs 312', 'lessons 40.0 s', '<code>mysql:9.7</code></td><td>9.7.4</td><td>built', 'this cluster does not enforce']) {
      expect(page).to.include(text);
    }
  });

  it('explains a failure and links its evidence', () => {
    expect(page).to.include('<dt>hint</dt><dd>Did you mean `containers`?');
    expect(page).to.include('<code>04-mysql/mysql.yaml:31</code>');
    expect(page).to.include('<a href="evidence/04-mysql/1-apply/events.txt">');
    expect(htmlPage(exampleResults(), 'ja')).to.include('<dt>ヒント</dt>');
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

  it('lets no text become markup', () => {
    const results = exampleResults();
    results.errors = [runError('<script>alert(1)</script>', '"\'&', '')];
    const evil = htmlPage(results, 'en');
    expect(evil).not.to.include('<script>');
    expect(evil).to.include('&quot;&#39;&amp;');
    expect(evil).to.include('shows &lt;both&gt; streams');
  });

  it('holds drawings for a screen and for a phone, and links one that cannot be read', () => {
    const results = exampleResults();
    const test = results.lessons[0]?.tests[1];
    if (test === undefined) throw new Error('the example has changed');
    test.plots = [{ title: 'up', summary: 'up: 5 requests, <none> failed', wide: 'evidence/a b.svg', narrow: 'evidence/n.svg' }];
    const drawn = htmlPage(results, 'en', (path) => `<svg>${path}</svg>`);
    expect(drawn).to.include('<div class="wide"><svg>evidence/a b.svg</svg></div><div class="narrow"><svg>evidence/n.svg</svg></div>');
    expect(drawn).to.include('up: 5 requests, &lt;none&gt; failed <a href="evidence/a%20b.svg">');
    expect(htmlPage(results, 'en')).to.include('<a href="evidence/a%20b.svg">').and.not.to.include('<svg>');
  });
});
