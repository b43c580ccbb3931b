/** What stands in the evidence of a failed test beside what the cluster itself said. */
export const evidence = {
  notAvailable: (why: string) => `# not available: ${why}`,
  waited: (object: string, state: string, since: string) => `${object}: ${state}, from ${since}`,
  times: (line: string, count: number) => `${line} (${count} times)`,
} as const;
