import Koa from 'koa';
import type { Log } from './log.ts';
import { routes } from './routes.ts';
import type { RouteOptions } from './routes.ts';
import { StoreUnavailable } from './store.ts';

export interface AppOptions extends RouteOptions {
  log: Log;
}

/** A probe that is told "leaving" is told what was to be told. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** The whole application, without a server. */
export function createApp(options: AppOptions): Koa {
  const { log, version, pod, isStopping } = options;
  const app = new Koa();

  app.use(async (ctx, next) => {
    const start = performance.now();
    ctx.set('x-app-version', version);
    ctx.set('x-pod-name', pod);
    let code: string | undefined;
    try {
      await next();
    } catch (error) {
      // Answered here and not by Koa, which would drop the two headers.
      code = error instanceof StoreUnavailable ? error.code : error instanceof Error ? error.name : 'UNKNOWN';
      ctx.status = error instanceof StoreUnavailable ? 503 : 500;
      ctx.body = { error: ctx.status === 503 ? 'the database is not available' : 'something went wrong here' };
    }
    // An explicit status keeps 404 when the body is set.
    if (ctx.status === 404 && ctx.body === undefined) {
      ctx.status = 404;
      ctx.body = { error: 'there is nothing at this path' };
    }
    // Clients come back on another connection, which then leads to another pod.
    if (isStopping()) ctx.set('connection', 'close');
    // Only what went wrong: standard output is written synchronously, so a line for each request would hold up all of them
    // whenever the disk behind the container's log is slow.
    if (ctx.status < 500 || (PROBES.has(ctx.path) && isStopping())) return;
    // The path without its query: the query of /auth carries a password.
    log('error', 'request', {
      method: ctx.method,
      path: ctx.path,
      status: ctx.status,
      ms: Math.round(performance.now() - start),
      ...(code === undefined ? {} : { code }),
    });
  });

  const router = routes(options);
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}
