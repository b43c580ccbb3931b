/** What the checks of budgets and of rollouts that get stuck say. */
export const en = {
  budget: {
    bound: 'minAvailable or maxUnavailable',
    labels: (labels: string) => `labels of the pods of the app: ${labels}`,
    lets: (disruptions: number, pods: number) => `a number that lets ${disruptions} of ${pods} pods be evicted`,
    counts: (pods: number) => `counts the ${pods} pods of the app`,
    allows: (disruptions: number, pods: number) => `lets ${disruptions} of ${pods} pods be evicted`,
    noStatus: 'it has no status yet',
    status: (expected: number, healthy: number, desired: number, allowed: number) => `${expected} pods counted, ${healthy} healthy, ${desired} desired, ${allowed} may be evicted`,
    mayNotEvict: (why: string) => `this user may not evict pods: ${why}`,
    eviction: (pod: string) => `eviction of Pod/${pod}`,
    evictionOfAnother: (pod: string) => `the eviction of one more pod, Pod/${pod}`,
    evictionAgain: (pod: string) => `eviction of Pod/${pod}, now that another pod is ready`,
    hint: 'Write a PodDisruptionBudget with the labels of the pods of the app (app=koa-sample-ap) as its selector and minAvailable 1: of 2 pods one may be evicted at a time.',
  },
  stuck: {
    failingReadiness: 'a readiness probe that fails',
    noSuchImage: 'an image that does not exist',
    exits: 'a program that exits at once',
    shows: (what: string) => `a new pod that shows ${what}`,
    noProgress: 'Progressing=False, ProgressDeadlineExceeded',
    noProgressButAvailable: 'Progressing=False, ProgressDeadlineExceeded, and still available',
    missing: 'there is none',
    updated: 'all replicas updated and available',
    hint: 'A rollout that cannot work stops and keeps the old pods: look at the conditions and events in `kubectl describe deployment koa-sample-ap`, and set strategy.rollingUpdate to maxUnavailable 0 and maxSurge 1.',
    updateHint: 'Look at `kubectl rollout status deployment/koa-sample-ap` and at the pods that are not ready: the new version needs the same environment variables and probes as the old one.',
  },
} as const;
