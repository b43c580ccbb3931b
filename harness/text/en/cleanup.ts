/** Why something could not be removed. */
export const cleanup = {
  why: (what: string, cause: string) => `${what}: ${cause}`,
  policies: 'policies',
  retained: 'retained volumes',
  pods: 'pods',
  data: 'data on nodes',
  namespace: 'namespace',
  clusterWide: 'objects of the whole cluster',
  outOfTime: 'it was not gone in time',
  folderStays: (cleaner: string, folder: string) => `${cleaner} did not remove the folder ${folder}`,
} as const;
