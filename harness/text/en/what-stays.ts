/** What is said of what a run leaves on the cluster. */
export const whatStays = {
  interrupted: 'Interrupted: cleaning up, at most 30 s (Ctrl-C again leaves at once).',
  kept: (label: string, cluster: string) => `Kept: everything labelled ${label} on ${cluster}. To look at it:`,
  keptOfFailed: (label: string, cluster: string) => `Kept: ${cluster}, with everything labelled ${label} of lessons that failed (of lessons that are named: all). To look at it:`,
  removed: 'The next run or npm run down removes it.',
  noCluster: 'Stopped without cleaning up. If a cluster was being made, npm run down removes it.',
  cleaned: 'Stopped; everything that this run made is gone.',
  clusterStays: (cluster: string) => `Stopped without cleaning up; the cluster ${cluster} is still there. The next run or npm run down removes it.`,
  objectsStay: (label: string, cluster: string) => `Stopped without cleaning up; still on the cluster: everything labelled ${label} on ${cluster}. The next run or npm run down removes it.`,
} as const;
