/** What the checks of budgets and of rollouts that get stuck say. */
export const en = {
  budget: {
    counts: (pods: number) => `counts the ${pods} pods of the app`,
    allowsSome: (pods: number) => `lets at least one of ${pods} pods be evicted, and not all`,
    allows: (disruptions: number, pods: number) => `lets ${disruptions} of ${pods} pods be evicted`,
    noStatus: 'it has no status yet',
    status: (expected: number, healthy: number, desired: number, allowed: number) => `${expected} pods counted, ${healthy} healthy, ${desired} desired, ${allowed} may be evicted`,
    mayNotEvict: (why: string) => `this user may not evict pods: ${why}`,
    eviction: (pod: string) => `eviction of Pod/${pod}`,
    evictionOfAnother: (pod: string) => `the eviction of one more pod, Pod/${pod}`,
    evictionAgain: (pod: string) => `eviction of Pod/${pod}, now that another pod is ready`,
    hint: 'Write a PodDisruptionBudget whose selector fits the labels of the pods of the app, with minAvailable lower than the number of replicas (or maxUnavailable 1): an eviction takes one pod, and leaves one that responds.',
  },
  time: {
    expected: (seconds: number) => `an update that may be over within ${seconds} s, so that the lesson can watch several`,
    observed: (seconds: number, steps: number, podSeconds: number) => `at least ${seconds} s: ${steps} × ${podSeconds} s until new pods count`,
    hint: (podSeconds: number) => `A new pod counts after initialDelaySeconds of its probes and minReadySeconds, and only then are the next ones replaced: let it count within ${podSeconds} s, or let more pods be replaced at a time (maxSurge).`,
  },
  room: {
    fits: (resource: string, all: number) => `pods that all nodes together have room for: ${all} of ${resource}`,
    asks: (replicas: number, each: number, sum: number) => `${replicas} pods that ask for ${each} each, ${sum} in all`,
    hint: 'This cluster is too small for so many pods: lower spec.replicas or resources.requests, or use a larger cluster.',
    full: (why: string) => `the cluster has no room for the pods of the lesson now: ${why}. End what else runs on it, or use a larger one`,
  },
  stuck: {
    failingReadiness: 'a readiness probe that fails',
    noSuchImage: 'an image that does not exist',
    exits: 'a program that exits at once',
    shows: (what: string) => `a new pod that shows ${what}`,
    noProgress: 'Progressing=False, ProgressDeadlineExceeded',
    noProgressButAvailable: 'Progressing=False, ProgressDeadlineExceeded, and still available',
    missing: 'there is none',
    hint: 'A rollout that cannot work stops, and a rolling update keeps the old pods: look at the conditions and events in `kubectl describe deployment koa-sample-ap`.',
    updateHint: 'Look at `kubectl rollout status deployment/koa-sample-ap` and at the pods that are not ready: the new version needs the same environment variables and probes as the old one.',
  },
} as const;
