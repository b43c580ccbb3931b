/** What is said while somebody else's credentials are made. */
export const subject = {
  issued: 'issued',
  readable: 'a certificate request in base64',
} as const;
