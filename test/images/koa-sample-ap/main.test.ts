import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const MAIN = fileURLToPath(new URL('../../../images/koa-sample-ap/src/main.ts', import.meta.url));

/** A database that refuses connections: nothing listens on port 1. */
const DATABASE = { DB_HOST: '127.0.0.1', DB_PORT: '1', DB_USER: 'koa', DB_PASSWORD: 'secret', DB_DATABASE: 'sandbox' };

interface Running {
  child: ChildProcess;
  lines: Interface;
  log: string[];
}

describe('the process of the sample app', () => {
  const children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(env: Record<string, string>): Running {
    const child = spawn(process.execPath, [MAIN], { env: { PORT: '0', APP_VERSION: '1.0', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const log: string[] = [];
    const lines = createInterface(child.stdout);
    lines.on('line', (line) => log.push(line));
    return { child, lines, log };
  }

  /** Resolves with the match in the first line of the log that has it. */
  async function logged({ lines, log }: Running, pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = log.map((line) => pattern.exec(line)).find((each) => each !== null);
      if (match != null) return match;
      await once(lines, 'line');
    }
  }

  async function listening(running: Running): Promise<string> {
    return `http://127.0.0.1:${(await logged(running, /listening on port (\d+)/))[1] ?? ''}`;
  }

  async function exitOf({ child }: Running): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  it('starts without its database and warns that nobody set a key', async () => {
    const running = start(DATABASE);
    const url = await listening(running);
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
    expect(await (await fetch(`${url}/readyz`)).json()).to.deep.equal({ status: 'database not available', code: 'ECONNREFUSED' });
    expect(running.log.join('\n')).to.contain('JWT_KEY is not set').and.not.to.contain('secret');
  });

  it('on SIGTERM answers what is in flight, closes that connection, and ends with 0', async () => {
    const running = start(DATABASE);
    const url = await listening(running);
    const answer = fetch(`${url}/slow?ms=600`);
    // An answer to a later request shows that the earlier one has arrived.
    await fetch(`${url}/healthz`);
    running.child.kill('SIGTERM');
    await logged(running, /finishing what is in flight/);
    const { status, headers } = await answer;
    expect([status, headers.get('connection')]).to.deep.equal([200, 'close']);
    expect(await exitOf(running)).to.equal(0);
  });

  it('says that it leaves and goes on answering for DRAIN_MS', async () => {
    const running = start({ ...DATABASE, DRAIN_MS: '2000' });
    const url = await listening(running);
    running.child.kill('SIGTERM');
    await logged(running, /not ready any more, and answering for another 2000 ms/);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).to.deep.equal([503, { status: 'leaving' }]);
    const { status, headers } = await fetch(`${url}/healthz`);
    expect([status, headers.get('connection')]).to.deep.equal([200, 'close']);
    expect(await exitOf(running)).to.equal(0);
    await logged(running, /finishing what is in flight/);
  });

  it('leaves at once on a second SIGTERM, and when told to by ON_SIGTERM', async () => {
    const patient = start(DATABASE);
    const request = fetch(`${await listening(patient)}/slow?ms=9000`).catch(() => 'cut off');
    await fetch(`${await listening(patient)}/healthz`);
    patient.child.kill('SIGTERM');
    await logged(patient, /finishing what is in flight/);
    patient.child.kill('SIGTERM');
    expect(await exitOf(patient)).to.equal(1);
    expect(await request).to.equal('cut off');

    const hasty = start({ ...DATABASE, ON_SIGTERM: 'exit' });
    await listening(hasty);
    hasty.child.kill('SIGTERM');
    expect(await exitOf(hasty)).to.equal(143);
  });

  it('says in one line what is missing from its environment and ends with 1', async () => {
    const running = start({ DB_HOST: 'db' });
    expect(await exitOf(running)).to.equal(1);
    await logged(running, /cannot start: DB_USER is not set; DB_PASSWORD is not set; DB_DATABASE is not set/);
    expect(running.log).to.have.length(1);
  });
});
