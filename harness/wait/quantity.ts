const factors: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity such as `5Gi`, `1e3` or the number 0.5 of YAML stands for; NaN when it is none. */
export function parseQuantity(written: string | number): number {
  const found = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(written).trim());
  return Number(found?.[1] ?? Number.NaN) * (factors[found?.[2] ?? ''] ?? Number.NaN);
}
