export const en = {
  elsewhere: (nodes: string) => `pods on other nodes than ${nodes}`,
  podsOf: (nodes: string) => `number of pods on ${nodes}`,
  evenly: 'numbers that differ by 1 at most',
} as const;
