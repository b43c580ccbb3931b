/** What is said while somebody else's credentials are made. */
export const subject = {
  issued: 'issued',
} as const;
