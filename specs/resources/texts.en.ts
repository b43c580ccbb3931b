/** What is said of what containers use. */
export const en = {
  readCgroup: 'read the limits that the kernel keeps',
  measure: 'measure CPU time',
} as const;
