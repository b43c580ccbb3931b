import { expect } from 'chai';
import { busyTogether, busyTogetherUntil, cpusOf, lastCpu, looksIn, maskOf, measured, type Look } from '../../../specs/resources/busy.ts';

/** Looks every quarter of a second, of a container that gets so much of a CPU from the moment at which it wants it. */
const looksFrom = (begin: number, rate: number, count: number): Look[] => Array.from({ length: count }, (_, n) => ({ at: begin + n * 25, used: n * rate * 250_000, throttled: n }));

describe('containers that want the same CPU', () => {
  it('say what they used, and how often they had to wait', () => {
    expect(looksIn('3808434 336018 7\n3808459 386018 8\n')).to.deep.equal([{ at: 3_808_434, used: 336_018, throttled: 7 }, { at: 3_808_459, used: 386_018, throttled: 8 }]);
    for (const text of ['sh: taskset: not found', '3808434  0', '1 2 3 4']) expect(() => looksIn(text), text).to.throw(`CPU time could not be measured: ${text}`);
  });

  it('are measured while all of them want it, however late one was told', () => {
    const alone = { at: 1_000, used: 0, throttled: 0 };
    // The first had all of it until the second came.
    const first = [alone, { at: 1_100, used: 1_000_000, throttled: 0 }, ...looksFrom(1_150, 0.25, 13).map((each) => ({ ...each, used: each.used + 1_200_000 }))];
    expect(measured([first, looksFrom(1_120, 0.75, 17)])).to.deep.equal([{ rate: 0.25, throttled: 12 }, { rate: 0.75, throttled: 11 }]);
  });

  it('are not measured when that was too short', () => {
    expect(measured([looksFrom(1_000, 0.5, 9), looksFrom(1_150, 0.5, 9)])).to.equal(undefined);
    expect(measured([looksFrom(1_000, 0.5, 9), []])).to.equal(undefined);
  });

  it('take the last CPU that they may have', () => {
    expect([lastCpu('0-1'), lastCpu(' 0-3,6\n'), lastCpu('5')]).to.deep.equal([1, 6, 5]);
    expect([maskOf(0), maskOf(6), maskOf(40)]).to.deep.equal(['1', '40', '10000000000']);
  });

  it('want the same one', async () => {
    const asked: string[][] = [];
    const deadlines: (number | undefined)[] = [];
    const container = (): never => ({
      exec: (command: string[], { deadlineMs }: { deadlineMs?: number }) => {
        if (command[0] === 'sed') return Promise.resolve({ stdout: '\t0-1\n' });
        asked.push(command.slice(4));
        deadlines.push(deadlineMs);
        return Promise.resolve({ stdout: looksFrom(500, 0.25, 9).map(({ at, used, throttled }) => `${at} ${used} ${throttled}\n`).join('') });
      },
    } as never);
    expect((await busyTogether([container(), container()], 2))?.map(({ rate }) => rate)).to.deep.equal([0.25, 0.25]);
    expect(asked).to.deep.equal([['2', '2'], ['2', '2']]);
    // On a busy machine the last look comes late.
    expect(deadlines).to.deep.equal([22_000, 22_000]);
    expect(await busyTogether([], 2)).to.deep.equal([]);
  });

  it('are made busy again while that is not fit to be judged, three times at most', async () => {
    const rates = [0.1, 0.2, 0.6, 0.9];
    const container = { exec: ([command]: string[]) => Promise.resolve({ stdout: command === 'sed' ? '0-1' : looksFrom(500, rates.shift() ?? 0, 9).map(({ at, used, throttled }) => `${at} ${used} ${throttled}\n`).join('') }) } as never;
    const until = async (least: number): Promise<number> => cpusOf(await busyTogetherUntil((measured) => cpusOf(measured) >= least, [container], 2) ?? []);
    expect(await until(0.15)).to.be.closeTo(0.2, 1e-6);
    expect(await until(0.5)).to.be.closeTo(0.6, 1e-6);
    rates.unshift(0.1, 0.2, 0.3);
    expect(await until(0.5), 'the last').to.be.closeTo(0.3, 1e-6);
  });
});
