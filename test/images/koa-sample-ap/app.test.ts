import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createApp } from '../../../images/koa-sample-ap/src/app.ts';
import { issueToken } from '../../../images/koa-sample-ap/src/token.ts';
import { FakeStore, MEMBERS } from './fake-store.ts';

const KEY = 'test-key';

describe('the sample app', () => {
  let store: FakeStore;
  let server: Server;
  let url: string;
  let stopping: boolean;
  let lines: Record<string, unknown>[];

  beforeEach(async () => {
    store = new FakeStore();
    stopping = false;
    lines = [];
    const app = createApp({
      store,
      jwtKey: KEY,
      version: '1.0',
      pod: 'pod-1',
      log: (level, message, fields) => lines.push({ level, message, ...fields }),
      isStopping: () => stopping,
    });
    const handle = app.callback();
    server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${url}${path}`, { headers });

  const logIn = async (): Promise<string> => {
    const answer = (await (await get('/auth?username=admin@user.com&password=admin')).json()) as { jwt: string };
    return answer.jwt;
  };

  it('gives who knows the password a token, and with it the members', async () => {
    const answer = await get('/members', { authorization: `Bearer ${await logIn()}` });
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal(MEMBERS);
  });

  for (const [what, query] of [
    ['another password', 'username=admin@user.com&password=nimda'],
    ['an unknown user', 'username=nobody@user.com&password=admin'],
    ['no password', 'username=admin@user.com'],
    ['nothing', ''],
    ['a name given twice', 'username=admin@user.com&username=x&password=admin'],
  ] as const) {
    it(`answers 404 and no token to ${what}`, async () => {
      const answer = await get(`/auth?${query}`);
      expect(answer.status).to.equal(404);
      expect(await answer.json()).not.to.have.property('jwt');
    });
  }

  for (const [what, header] of [
    ['no token', undefined],
    ['a token of another key', `Bearer ${issueToken('admin@user.com', 'another-key')}`],
    ['what is no token', 'Bearer x.y.z'],
    ['another scheme', `Basic ${issueToken('admin@user.com', KEY)}`],
  ] as const) {
    it(`answers 401 to ${what}`, async () => {
      const answer = await get('/members', header === undefined ? {} : { authorization: header });
      expect(answer.status).to.equal(401);
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
    });
  }

  it('says on every answer who gave it, errors included', async () => {
    const broken = get('/slow?ms=x');
    store.available = false;
    for (const answer of [await get('/'), await get('/healthz'), await get('/readyz'), await get('/nowhere'), await get('/members'), await get('/auth'), await broken]) {
      expect([answer.url, answer.headers.get('x-app-version'), answer.headers.get('x-pod-name')]).to.deep.equal([answer.url, '1.0', 'pod-1']);
    }
  });

  it('answers 404 to a path that does not exist and 405 to a method that does not', async () => {
    expect((await get('/nowhere')).status).to.equal(404);
    expect((await fetch(`${url}/members`, { method: 'POST' })).status).to.equal(405);
  });

  it('stays alive without its database, is not ready, and answers 503 without a word of where the database is', async () => {
    const authorization = `Bearer ${await logIn()}`;
    store.available = false;
    expect((await get('/healthz')).status).to.equal(200);
    for (const answer of [await get('/readyz'), await get('/members', { authorization }), await get('/auth?username=admin@user.com&password=admin')]) {
      expect(answer.status).to.equal(503);
      expect(await answer.text()).not.to.match(/secret|koa/);
    }
    store.available = true;
    expect((await get('/readyz')).status).to.equal(200);
    expect((await get('/members', { authorization })).status).to.equal(200);
  });

  it('waits as long as /slow is asked to, within its bounds', async () => {
    expect(await (await get('/slow?ms=5')).json()).to.deep.equal({ waited: 5 });
    for (const ms of ['10001', '-1', 'soon']) expect((await get(`/slow?ms=${ms}`)).status).to.equal(400);
  });

  it('tells clients to go elsewhere once it is stopping', async () => {
    expect((await get('/healthz')).headers.get('connection')).to.equal('keep-alive');
    stopping = true;
    expect((await get('/healthz')).headers.get('connection')).to.equal('close');
    expect(await (await get('/readyz')).json()).to.deep.equal({ status: 'leaving' });
    expect(lines).to.deep.equal([]);
  });

  it('logs what went wrong, without query and token, and nothing else', async () => {
    const authorization = `Bearer ${await logIn()}`;
    await get('/members', { authorization });
    await get('/members');
    await get('/readyz');
    expect(lines).to.deep.equal([]);
    store.available = false;
    await get('/auth?username=admin@user.com&password=admin');
    await get('/members', { authorization });
    await get('/readyz');
    expect(lines.map(({ level, path, status }) => [level, path, status])).to.deep.equal([['error', '/auth', 503], ['error', '/members', 503], ['error', '/readyz', 503]]);
    expect(JSON.stringify(lines)).not.to.match(/password|Bearer|eyJ/);
  });
});
