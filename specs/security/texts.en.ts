/** What is said of programs in containers, and of Pod Security. */
export const en = {
  readStatus: 'read what a process may do',
  refuses: (what: string, message: string) => `the kernel refuses ${what}: ${message}`,
  allows: (what: string) => `the kernel allows ${what}`,
  wentWell: (printed: string) => (printed === '' ? 'that went well' : `that went well: ${printed}`),
} as const;
