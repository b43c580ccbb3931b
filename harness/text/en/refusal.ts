/** What is said of a request that the API server must refuse. */
export const refusal = {
  expected: (what: string, how: string) => `the API server refuses ${what}: ${how}`,
  accepted: 'it was accepted',
} as const;
