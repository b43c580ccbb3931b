/** The part of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    beta: {
      /** Regularised incomplete beta function: probability of at most x. */
      cdf(x: number, alpha: number, beta: number): number;
      /** The x whose probability of at most x is p. */
      inv(p: number, alpha: number, beta: number): number;
    };
  };
  export default jstat;
}
