import jstat from 'jstat';

/** Probability of at most, or at least, so many hits in n tries that each hit with probability p. */
export function binomialTail(hits: number, n: number, p: number, side: 'at most' | 'at least'): number {
  if (side === 'at most') return hits >= n ? 1 : betaCdf(1 - p, n - hits, hits + 1);
  return hits <= 0 ? 1 : betaCdf(p, hits, n - hits + 1);
}

/**
 * The exact confidence interval of a share (Clopper and Pearson, Biometrika 26, 1934): the shares for which neither tail of
 * what was seen is less likely than alpha / 2. It covers the true share at least 1 - alpha of the time.
 */
export function clopperPearson(hits: number, n: number, alpha: number): readonly [low: number, high: number] {
  const low = hits === 0 ? 0 : shareWhere((p) => binomialTail(hits, n, p, 'at least') >= alpha / 2);
  const high = hits === n ? 1 : shareWhere((p) => binomialTail(hits, n, p, 'at most') < alpha / 2);
  return [low, high];
}

/** The smallest share for which a condition that stays true once it is true holds, by bisection to the last bit that matters. */
function shareWhere(holds: (p: number) => boolean): number {
  let [below, above] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (below + above) / 2;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** Regularised incomplete beta function. */
function betaCdf(x: number, a: number, b: number): number {
  return jstat.beta.cdf(x, a, b);
}
