import { expect } from 'chai';
import { OpenLoop, type Clock } from '../../../harness/traffic/driver/open-loop.ts';

/** A clock that stands still until it is moved. */
class FakeClock implements Clock {
  #now = 1_000;
  #timer: { at: number; callback: () => void } | undefined;

  now(): number {
    return this.#now;
  }

  setTimer(callback: () => void, ms: number): NodeJS.Timeout {
    this.#timer = { at: this.#now + ms, callback };
    return undefined as unknown as NodeJS.Timeout;
  }

  /** Lets time pass; timers fire when they should. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (let timer = this.#timer; timer !== undefined && timer.at <= until; timer = this.#timer) {
      this.#timer = undefined;
      this.#now = timer.at;
      timer.callback();
    }
    this.#now = until;
  }

  /** The process is not run for so long, then whatever is due fires at once. */
  freeze(ms: number): void {
    this.#now += ms;
    const timer = this.#timer;
    this.#timer = undefined;
    timer?.callback();
  }
}

describe('the open loop', () => {
  function started(...rates: number[]) {
    const clock = new FakeClock();
    const sent: { stream: number; dueMs: number; atMs: number }[] = [];
    const standstills: number[] = [];
    const loop = new OpenLoop(rates, {
      send: (stream, dueMs) => { sent.push({ stream, dueMs, atMs: loop.elapsedMs }); },
      standstill: (ms) => { standstills.push(ms); },
    }, clock);
    loop.start();
    return { clock, sent, standstills, loop };
  }

  it('sends request i at i/rate, never early', () => {
    const { clock, sent } = started(400);
    clock.pass(1_000);
    expect(sent).to.have.length(401);
    expect(sent[3]).to.include({ dueMs: 7.5 });
    expect(sent.every(({ dueMs, atMs }) => atMs >= dueMs && atMs - dueMs < 2)).to.be.true;
  });

  it('spreads streams of one rate so that they do not send together', () => {
    const { clock, sent } = started(10, 10);
    clock.pass(199);
    expect(sent.map(({ stream, dueMs }) => [stream, dueMs])).to.deep.equal([[0, 0], [1, 50], [0, 100], [1, 150]]);
  });

  it('sends what became due while it was not run, each with the time at which it was due', () => {
    const { clock, sent } = started(10);
    clock.freeze(350);
    expect(sent.slice(1).map(({ dueMs }) => dueMs)).to.deep.equal([100, 200, 300]);
    expect(sent.slice(1).every(({ atMs }) => atMs === 350)).to.be.true;
  });

  it('gives up after a standstill instead of sending minutes at once', () => {
    const { clock, sent, standstills } = started(10);
    clock.freeze(60_000);
    expect(sent).to.have.length(1);
    expect(standstills).to.deep.equal([59_900]);
  });
});
