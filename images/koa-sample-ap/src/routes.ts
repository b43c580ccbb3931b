import { setTimeout as wait } from 'node:timers/promises';
import Router from '@koa/router';
import { page } from './page.ts';
import { verifyPassword } from './password.ts';
import { isAuthorized, issueToken } from './token.ts';
import type { Store } from './store.ts';
import { StoreUnavailable } from './store.ts';

/** Longest answer of `/slow`, in milliseconds. */
const SLOW_MAX_MS = 10_000;

export interface RouteOptions {
  store: Store;
  jwtKey: string;
  version: string;
  pod: string;
  /** True once the process is on its way out. */
  isStopping: () => boolean;
}

/** The API: who may log in, the members, and the two probes. */
export function routes({ store, jwtKey, version, pod, isStopping }: RouteOptions): Router {
  const router = new Router();

  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = page(version, pod);
  });

  router.get('/auth', async (ctx) => {
    const { username, password } = ctx.query;
    // A name given twice is an array: that is nobody's name.
    const name = typeof username === 'string' ? username : '';
    const hash = await store.passwordHash(name);
    const known = await verifyPassword(typeof password === 'string' ? password : '', hash);
    ctx.set('cache-control', 'no-store');
    if (known) ctx.body = { jwt: issueToken(name, jwtKey) };
    else {
      ctx.status = 404;
      ctx.body = { error: 'no such user, or another password' };
    }
  });

  router.get('/members', async (ctx) => {
    if (isAuthorized(ctx.get('authorization'), jwtKey)) {
      ctx.body = await store.members();
      return;
    }
    ctx.status = 401;
    ctx.set('www-authenticate', 'Bearer');
    ctx.body = { error: 'a token from /auth is needed' };
  });

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok', version, pod };
  });

  router.get('/readyz', async (ctx) => {
    if (isStopping()) {
      ctx.status = 503;
      ctx.body = { status: 'leaving' };
      return;
    }
    try {
      await store.ping();
      ctx.body = { status: 'ok' };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      ctx.status = 503;
      ctx.body = { status: 'database not available', code: error.code };
    }
  });

  router.get('/slow', async (ctx) => {
    const ms = Number(ctx.query['ms'] ?? 1_000);
    if (!(ms >= 0 && ms <= SLOW_MAX_MS)) {
      ctx.status = 400;
      ctx.body = { error: `ms is a number from 0 to ${SLOW_MAX_MS}` };
      return;
    }
    await wait(ms);
    ctx.body = { waited: ms };
  });

  return router;
}
