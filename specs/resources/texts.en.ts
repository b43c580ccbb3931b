/** What is said of what containers use. */
export const en = {
  readCgroup: 'to read the limits that the kernel keeps',
  measure: 'to measure CPU time',
} as const;
