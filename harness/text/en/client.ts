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
  noCredentials: (program: string, why: string) => `the program ${program}, which the kubeconfig asks for credentials, gave none: ${why === '' ? 'it failed without a word' : why}`,
  noKubeconfig: 'it is no kubeconfig',
  noCluster: (file: string, context: string, cluster: string) => `the context "${context}" of ${file} names the cluster "${cluster}", which is not there`,
  unusable: (why: string) => `the certificates or credentials of the kubeconfig cannot be used: ${why}`,
  incomplete: 'something is missing in them',
  noExecCredential: 'what it printed is no ExecCredential',
  runProgram: 'Run it by hand: it must print an ExecCredential without asking anything.',
} as const;
