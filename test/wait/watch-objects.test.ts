import { expect } from 'chai';

import { ApiError, unreachable } from '../../harness/client/api-error.ts';
import type { KubeList, KubeObject } from '../../harness/client/objects.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { watchObjects } from '../../harness/wait/watch-objects.ts';
import type { Change, WatchEvent, WatchSource } from '../../harness/wait/watch-objects.ts';
import { FakeClock } from './fake-clock.ts';

const pod = (name: string, resourceVersion: string, extra: object = {}): KubeObject => ({ metadata: { name, uid: name, resourceVersion, ...extra } });
const hangs = 'hangs';
type Step = KubeList<KubeObject> | (WatchEvent<KubeObject> | typeof hangs | Error)[] | Error;

/** Answers the calls of a watch one after another, and writes down what was asked. */
class Script implements WatchSource<KubeObject> {
  readonly asked: string[] = [];
  readonly #steps: Step[];

  constructor(...steps: Step[]) {
    this.#steps = steps;
  }

  list(): Promise<KubeList<KubeObject>> {
    this.asked.push('list');
    const step = this.#steps.shift();
    if (step instanceof Error) return Promise.reject(step);
    return step !== undefined && 'items' in step ? Promise.resolve(step) : Promise.reject(new Error('no list was expected'));
  }

  async *watch(version: string, signal: AbortSignal): AsyncGenerator<WatchEvent<KubeObject>> {
    this.asked.push(`watch ${version}`);
    const step = this.#steps.shift();
    if (step instanceof Error) throw step;
    for (const event of Array.isArray(step) ? step : [hangs as typeof hangs]) {
      if (event instanceof Error) throw event;
      if (event !== hangs) yield event;
      else await new Promise((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
    }
  }
}

describe('a watch', () => {
  const follow = (source: Script): { changes: Change<KubeObject>[]; clock: FakeClock; stop: AbortController; ended: Promise<unknown> } => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const changes: Change<KubeObject>[] = [];
    const ended = (async () => {
      try {
        for await (const change of watchObjects(source, { clock, signal: stop.signal, random: () => 1 })) changes.push(change);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    return { changes, clock, stop, ended };
  };
  const names = (change: Change<KubeObject> | undefined): unknown => change?.objects.map((object) => object.metadata?.name);

  it('lists, then tells each change with what is there after it', async () => {
    const source = new Script({ metadata: { resourceVersion: '5' }, items: [pod('a', '4')] }, [
      { type: 'ADDED', object: pod('b', '6') },
      { type: 'BOOKMARK', object: pod('', '9') },
      { type: 'MODIFIED', object: pod('a', '10') },
      { type: 'DELETED', object: pod('b', '11') },
      hangs,
    ]);
    const { changes, clock, stop, ended } = follow(source);
    await clock.pass(0);
    expect(changes.map((change) => [change.type, names(change)])).to.deep.equal([
      ['LISTED', ['a']],
      ['ADDED', ['a', 'b']],
      ['MODIFIED', ['a', 'b']],
      ['DELETED', ['a']],
    ]);
    stop.abort(new Error('enough'));
    expect((await ended)).to.have.property('message', 'enough');
  });

  it('goes on from the last version (bookmarks count) when the server ends the stream quietly', async () => {
    const source = new Script({ metadata: { resourceVersion: '5' }, items: [] }, [{ type: 'BOOKMARK', object: pod('', '9') }], [hangs]);
    const { clock, stop } = follow(source);
    await clock.pass(1_000);
    expect(source.asked).to.deep.equal(['list', 'watch 5', 'watch 9']);
    stop.abort();
  });

  for (const [what, gone] of [
    ['an error event 410', [{ type: 'ERROR', object: { code: 410, reason: 'Expired' } as KubeObject }]],
    ['an answer 410', new ApiError('watch', 410, {})],
  ] as [string, Step][]) {
    it(`lists again after ${what}, and forgets what is gone`, async () => {
      const source = new Script({ metadata: { resourceVersion: '5' }, items: [pod('a', '4')] }, gone, { metadata: { resourceVersion: '20' }, items: [pod('b', '19')] }, [hangs]);
      const { changes, clock, stop } = follow(source);
      await clock.pass(0);
      expect(source.asked).to.deep.equal(['list', 'watch 5', 'list', 'watch 20']);
      expect(names(changes.at(-1))).to.deep.equal(['b']);
      stop.abort();
    });
  }

  it('lists again after a broken connection, with growing pauses', async () => {
    const broken = new Error('read ECONNRESET');
    const source = new Script({ metadata: { resourceVersion: '5' }, items: [] }, [broken], broken, broken, { metadata: { resourceVersion: '6' }, items: [] }, [hangs]);
    const { changes, clock, stop } = follow(source);
    await clock.pass(199);
    expect(source.asked).to.have.length(2);
    await clock.pass(2_000);
    expect(source.asked).to.deep.equal(['list', 'watch 5', 'list', 'list', 'list', 'watch 6']);
    expect(changes).to.have.length(2);
    stop.abort();
  });

  it('blames the environment when the server does not come back within 10 s', async () => {
    const down = unreachable('https://x', new Error('connect ECONNREFUSED'), 3);
    const source = new Script({ metadata: { resourceVersion: '5' }, items: [] }, ...Array.from({ length: 20 }, () => down));
    const { clock, ended } = follow(source);
    await clock.pass(15_000);
    const error = (await ended) as Error;
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.equal('the cluster stopped responding: connect ECONNREFUSED, for 11 s');
  });

  it('does not ask again when it has no permission', async () => {
    const { clock, ended } = follow(new Script(new ApiError('GET /api/v1/pods', 403, { reason: 'Forbidden', message: 'no' })));
    await clock.pass(0);
    expect((await ended)).to.have.property('message', 'GET /api/v1/pods: 403 Forbidden no');
  });

  it('tells two objects of one name apart', async () => {
    const source = new Script({ metadata: { resourceVersion: '5' }, items: [pod('a', '4', { uid: '1' })] }, [
      { type: 'ADDED', object: pod('a', '6', { uid: '2' }) },
      { type: 'DELETED', object: pod('a', '7', { uid: '1' }) },
      hangs,
    ]);
    const { changes, clock, stop } = follow(source);
    await clock.pass(0);
    expect(changes.at(-1)?.objects.map((object) => object.metadata?.uid)).to.deep.equal(['2']);
    stop.abort();
  });
});
