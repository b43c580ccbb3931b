import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { Failure } from '../../../harness/verdict/results.ts';
import { podOf, signIn } from '../../../specs/sample-app/requests.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

describe('signing in', () => {
  let server: Server;
  let response: { status: number; pod?: string; body: object };
  before(async () => {
    server = createServer((_, reply) => {
      const { status, pod, body } = response;
      reply.writeHead(status, { 'content-type': 'application/json', ...(pod === undefined ? {} : { 'x-pod-name': pod }) }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  });
  after((done) => { server.close(done); });

  const lesson = () => given('', undefined, { ingressUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const failure = async (answers: typeof response): Promise<Failure> => {
    response = answers;
    try {
      await signIn(lesson());
    } catch (error) {
      if (error instanceof LessonFailure) return error.failure;
      throw error;
    }
    throw new Error('it signed in');
  };

  it('gives the token', async () => {
    response = { status: 200, pod: 'ap-1', body: { jwt: 'a.b.c' } };
    expect(await signIn(lesson())).to.equal('a.b.c');
  });

  it('blames the route or the Service when the ingress controller itself responds', async () => {
    expect(await failure({ status: 404, body: {} })).to.include({ object: 'Ingress/koa-sample-web', field: 'spec.rules[0]', expected: 'status of GET /auth with the right password: 200', observed: '404' });
    const unserved = await failure({ status: 503, body: {} });
    expect(unserved).to.include({ object: 'Service/koa-sample-ap', field: 'spec.selector' });
    expect(unserved.hint).to.contain('selector');
  });

  it('hints at the database when the app does not reach it, and at the table when the user is not found', async () => {
    const down = await failure({ status: 503, pod: 'ap-1', body: {} });
    expect(down.object).to.equal('Deployment/koa-sample-ap');
    expect(down.hint).to.contain('DB_HOST').and.not.contain('table User');
    const unknown = await failure({ status: 404, pod: 'ap-1', body: {} });
    expect(unknown).to.include({ object: 'ConfigMap/koa-sample-db-schema', field: "data['02-rows.sql']" });
    expect(unknown.hint).to.contain('table User').and.contain('scrypt$N$r$p$salt$key');
    expect((await failure({ status: 200, pod: 'ap-1', body: { token: 'a.b.c' } })).expected).to.equal('body of GET /auth with the right password: jwt');
  });
});

describe('podOf', () => {
  it('is the pod that responded, or nothing', () => {
    expect([podOf({ headers: { 'x-pod-name': 'ap-1' } }), podOf({ headers: {} })]).to.deep.equal(['ap-1', '']);
  });
});
