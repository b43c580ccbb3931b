/** What is said when the API server cannot be asked. */
export const client = {
  silent: (server: string, cause: string) => `the API server ${server} does not respond (${cause})`,
  silentFor: (server: string, cause: string, after: string) => `the API server ${server} does not respond (${cause}, tried for ${after})`,
  stillUp: 'See whether the cluster is still up: npm run status.',
  unreadable: (file: string, why: string) => `cannot read ${file}: ${why}`,
  checkFile: 'Check the path and the file.',
  noContext: (file: string, context: string) => `${file} has no context "${context}"`,
  contexts: (names: string) => `It has: ${names}.`,
  noContexts: 'It has none.',
} as const;
