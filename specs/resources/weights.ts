/** The least that a container without a request gets, in shares of version 1. */
const leastShares = 2;

/** Shares of version 1 for a request in CPUs, as kubelet computes them: 1024 for a CPU. */
function sharesOf(cpus: number): number {
  return Math.max(leastShares, Math.floor(cpus * 1024));
}

/**
 * The weights that a container with this request may have on a node: one number with version 1 of control groups; with version 2
 * that of the linear formula, and that of the curve which runc 1.3.2, crun 1.23 and kubelets of their time use in its place
 * (Kubernetes blog, January 2026: "New conversion from cgroup v1 CPU shares to v2 CPU weight").
 *
 * @param cpus requests.cpu in CPUs
 */
export function weightsFor(version: 1 | 2, cpus: number): number[] {
  const shares = sharesOf(cpus);
  if (version === 1) return [shares];
  const exponent = Math.log2(shares);
  const curve = Math.ceil(10 ** ((exponent ** 2 + 125 * exponent) / 612 - 7 / 34));
  return [Math.floor(1 + ((shares - leastShares) * 9999) / 262142), curve];
}

/** How much more CPU the second of two pods may get where both want all of it, one number for each way to convert requests. */
export function ratiosFor(version: 1 | 2, light: number, heavy: number): number[] {
  const less = weightsFor(version, light);
  return weightsFor(version, heavy).map((weight, way) => weight / (less[way] ?? NaN));
}
