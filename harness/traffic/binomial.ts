import jstat from 'jstat';

/** Probability of at most, or at least, this many hits in n tries that each hit with probability p. */
export function binomialTail(hits: number, n: number, p: number, side: 'at most' | 'at least'): number {
  if (side === 'at most') return hits >= n ? 1 : betaCdf(1 - p, n - hits, hits + 1);
  return hits <= 0 ? 1 : betaCdf(p, hits, n - hits + 1);
}

/**
 * The exact confidence interval of a share (Clopper and Pearson, Biometrika 26, 1934): the shares for which neither tail of
 * what was seen is less likely than alpha / 2. It covers the true share at least 1 - alpha of the time.
 */
export function clopperPearson(hits: number, n: number, alpha: number): readonly [low: number, high: number] {
  return [lowest(hits, n, alpha / 2), 1 - lowest(n - hits, n, alpha / 2)];
}

/** The share at which this many hits or more have this probability. */
function lowest(hits: number, n: number, probability: number): number {
  if (hits === 0) return 0;
  // Nothing but hits: the equation has a plain solution, and jstat's search stops early in the far tail.
  if (hits === n) return probability ** (1 / n);
  return jstat.beta.inv(probability, hits, n - hits + 1);
}

/** Regularised incomplete beta function. */
function betaCdf(x: number, a: number, b: number): number {
  return jstat.beta.cdf(x, a, b);
}
