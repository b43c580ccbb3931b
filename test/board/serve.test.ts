import { request } from 'node:http';
import { expect } from 'chai';
import { boardPage } from '../../harness/board/page.ts';
import type { BoardRow } from '../../harness/board/rows.ts';
import { BoardServer } from '../../harness/board/serve.ts';

describe('the page of the board', () => {
  const rows: BoardRow[] = [{ name: 'learner-01', stuckSince: 5, lessons: { '02-logging': { marks: ['✗'], solved: false, first: { step: 0, expected: '</script><b>x', observed: 'y', where: 'Pod/a', hint: 'z' } } } }];
  const state = (live: boolean): Parameters<typeof boardPage>[0] => ({ lessons: [{ name: '02-logging', steps: ['is applied'] }], rows, at: 10, live });
  let server: BoardServer;
  beforeEach(async () => { server = await BoardServer.open({ host: '127.0.0.1', port: 0, page: () => boardPage(state(true), 'en'), rows: () => rows, now: () => 7 }); });
  afterEach(async () => { await server.close(); });

  it('is served with what it needs and nothing from elsewhere', async () => {
    const page = await fetch(server.url);
    expect(page.headers.get('content-security-policy')).to.include("default-src 'none'").and.include("script-src 'self'");
    expect(page.headers.get('cache-control')).to.equal('no-store');
    const text = await page.text();
    expect(text).to.include('<html lang="en">');
    expect(JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(text)?.[1] ?? '')).to.have.nested.property('state.rows[0].name', 'learner-01');
    for (const name of ['board.css', 'board.js']) expect((await fetch(new URL(name, server.url))).status).to.equal(200);
    expect((await fetch(new URL('other', server.url))).status).to.equal(404);
    expect((await fetch(server.url, { method: 'POST' })).status).to.equal(405);
  });

  it('takes no text of a learner for markup', async () => {
    const text = await (await fetch(server.url)).text();
    expect(text).to.not.include('</script><b>');
  });

  it('is not given to a page of somebody else whose name leads here', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => { request({ host: '127.0.0.1', port, headers: { host: 'evil.example' } }, (response) => { resolve(response.resume().statusCode); }).on('error', reject).end(); });
    expect(status).to.equal(421);
  });

  it('tells all rows to who comes, and then what changes', async () => {
    const leave = new AbortController();
    const response = await fetch(new URL('events', server.url), { signal: leave.signal });
    let text = '';
    const told: unknown[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) told.push(JSON.parse(/data: (.*)/.exec(event)?.[1] ?? 'null'));
      if (told.length === 1) {
        server.changed('learner-01');
        server.changed('learner-99');
      }
      if (told.length === 2) break;
    }
    leave.abort();
    expect(told).to.deep.equal([{ all: true, changed: rows, gone: [], at: 7 }, { all: false, changed: rows, gone: ['learner-99'], at: 7 }]);
  });

  it('is one file where it is written', () => {
    const page = boardPage(state(false), 'ja');
    expect(page).to.include('みんなの進み具合').and.not.match(/ src=| href=/);
  });
});
