import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from './app.ts';
import { ConfigError, DEVELOPMENT_JWT_KEY, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { GracefulServer } from './graceful-server.ts';
import { jsonLog } from './log.ts';
import { MysqlStore } from './mysql-store.ts';

/**
 * A probe waits 1 s by default; a client rather waits longer for an answer from a busy database than gets none. Where several
 * pods start on two cores, MySQL was without a processor for 2.6 s.
 */
const DATABASE_LIMITS_MS = { question: 4_500, ping: 900 };

const write = (line: string): void => {
  process.stdout.write(line);
};

try {
  await run(readConfig(process.env));
} catch (error) {
  const reason = error instanceof ConfigError || (error instanceof Error && 'code' in error) ? error.message : String(error);
  jsonLog(write, {})('error', `cannot start: ${reason}`);
  process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
  const { version, pod } = config;
  const log = jsonLog(write, { version, pod });
  const store = new MysqlStore(config.database, DATABASE_LIMITS_MS);
  let stopping = false;
  const app = createApp({ store, jwtKey: config.jwtKey, version, pod, log, isStopping: () => stopping });
  const handle = app.callback();
  const server = new GracefulServer((request, response) => void handle(request, response), { 'x-app-version': version, 'x-pod-name': pod });

  const stop = async (signal: string): Promise<void> => {
    if (config.onSigterm === 'exit') {
      log('warn', `${signal}: leaving at once because ON_SIGTERM is exit`);
      process.exit(143);
    }
    if (stopping) {
      log('warn', `${signal} again: leaving at once`);
      process.exit(1);
    }
    stopping = true;
    if (config.drainMs > 0) {
      log('info', `${signal}: not ready any more, and answering for another ${config.drainMs} ms`);
      await wait(config.drainMs);
    }
    log('info', `${signal}: finishing what is in flight`);
    const finished = await server.stop(config.shutdownMs);
    if (!finished) log('error', `requests still in flight after ${config.shutdownMs} ms were cut off`);
    // A database that does not answer must not keep the process.
    setTimeout(() => process.exit(finished ? 0 : 1), 1_000).unref();
    await store.close().catch(() => undefined);
    process.exit(finished ? 0 : 1);
  };
  // Process 1 of a container has no default action for a signal: without a handler SIGTERM would do nothing.
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  if (config.jwtKey === DEVELOPMENT_JWT_KEY) log('warn', 'JWT_KEY is not set: tokens are signed with the development key that everybody knows');
  const port = await server.listen(config.port);
  log('info', `listening on port ${port}`);
}
