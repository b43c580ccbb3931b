import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { binomialTail, clopperPearson } from './binomial.ts';

const t = texts.traffic.share;

export interface ShareQuestion {
  /** Requests that went to what is asked about, such as the canary. */
  hits: number;
  total: number;
  /** The share that it should get, from 0 to 1, such as pods of the canary / pods in all. */
  expected: number;
  /** How often the test may say "wrong" of a share that is right (0.00005). */
  falseAlarm?: number;
}

/** What can be said about a share from n requests. */
export interface ShareTest {
  n: number;
  hits: number;
  share: number;
  expected: number;
  /** The shares that agree with what was seen: Clopper–Pearson, covering at least 1 - falseAlarm. */
  interval: readonly [low: number, high: number];
  falseAlarm: number;
  /** How likely a deviation to this side or more is, doubled, if the share is as expected. */
  pValue: number;
  /** The share that was seen may well be the expected one. */
  agrees: boolean;
}

/**
 * Tests whether the share of requests is the expected one, with the exact binomial test (two-sided, the smaller tail
 * doubled), which raises a false alarm at most as often as `falseAlarm` says. A balancer that takes turns varies less than
 * one that throws dice, so for it the rate is lower still.
 *
 * Throws a RangeError for numbers that are not counts or not shares: no request is no evidence.
 */
export function testShare({ hits, total, expected, falseAlarm = 0.000_05 }: ShareQuestion): ShareTest {
  if (!Number.isInteger(hits) || !Number.isInteger(total) || hits < 0 || total < 1 || hits > total) {
    throw new RangeError(`share: ${hits} of ${total} requests are not counts to test`);
  }
  if (!(expected >= 0 && expected <= 1)) throw new RangeError(`share: an expected share of ${expected} is not between 0 and 1`);
  const pValue = Math.min(1, 2 * Math.min(binomialTail(hits, total, expected, 'at most'), binomialTail(hits, total, expected, 'at least')));
  return {
    n: total,
    hits,
    share: hits / total,
    expected,
    interval: clopperPearson(hits, total, falseAlarm),
    falseAlarm,
    pValue,
    agrees: pValue >= falseAlarm,
  };
}

/** One line for people: `104 of 1000 (10.4 %, 99.995 % interval 6.9–14.8 %), expected 10.0 %: agrees`. */
export function describeShare(test: ShareTest): Text {
  const [low, high] = test.interval;
  const covered = String(Math.round((1 - test.falseAlarm) * 1e7) / 1e5);
  const verdict = test.agrees ? t.agrees : t.disagrees(test.pValue.toExponential(1));
  return t.seen(test.hits, test.n, percent(test.share), covered, percent(low), percent(high), percent(test.expected), verdict);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
