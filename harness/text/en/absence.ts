/** What is said while something must not come. */
export const absence = {
  step: (what: string, seconds: number) => `watching for ${seconds} s that there is no ${what}`,
  expected: (what: string, seconds: number) => `no ${what} for ${seconds} s`,
  come: (what: string, seconds: number) => `${what} after ${seconds} s`,
} as const;
