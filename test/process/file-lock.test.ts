import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { withFileLock } from '../../harness/process/file-lock.ts';
import { texts } from '../../harness/text/texts.ts';

describe('withFileLock', () => {
  let folder: string;
  let said: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cndjp-lock-'));
    said = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const options = (deadlineMs: number, signal = new AbortController().signal): Parameters<typeof withFileLock>[1] => ({ what: texts.images.buildingOne('etcd'), deadlineMs, signal, say: (line) => said.push(line.en) });

  it('lets one in at a time and says that it waits', async () => {
    const order: string[] = [];
    const opened = Promise.withResolvers<undefined>();
    const first = withFileLock(join(folder, 'etcd'), options(5_000), async () => {
      order.push('first in');
      await opened.promise;
      order.push('first out');
    });
    while (order.length === 0) await new Promise(setImmediate);
    const second = withFileLock(join(folder, 'etcd'), options(5_000), () => Promise.resolve(order.push('second in')));
    while (said.length === 0) await new Promise(setImmediate);
    opened.resolve(undefined);
    await Promise.all([first, second]);
    expect(order).to.deep.equal(['first in', 'first out', 'second in']);
    expect(said).to.deep.equal(['another run is building etcd: waiting for it']);
  });

  it('gives up after its deadline, naming what is going on', async () => {
    await withFileLock(join(folder, 'etcd'), options(5_000), async () => {
      const failure = await withFileLock(join(folder, 'etcd'), options(0), () => Promise.resolve()).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(EnvironmentError);
      expect(failure).to.have.property('message', 'another run has been building etcd for more than 0 s');
      expect((failure as EnvironmentError).texts.message.ja).to.equal('別の実行が 0 s 以上続いています(etcd のビルド)');
    });
  });

  it('lets go when the work fails', async () => {
    await withFileLock(join(folder, 'etcd'), options(0), () => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(await withFileLock(join(folder, 'etcd'), options(0), () => Promise.resolve('in'))).to.equal('in');
  });
});
