/** What the lesson 06-rolling-update says. */
export const en = {
  written: 'is configured to replace its pods one by one, and counts only ready pods',
  replicas: '2 to 4',
  starts: 'starts with an app that responds',
  responded: (phase: string) => `versions that responded in the phase \`${phase}\``,
  update: {
    title: 'updates from 1.0 to 2.0 without a failed request, and finishes requests in progress',
    inProgress: 'slow requests that were in progress when their pod began to terminate',
  },
  back: {
    title: 'rolls back to a given revision without a failed request, even when paused half way',
    hasPod: 'has a pod again',
    isPaused: 'paused',
    sizes: 'replicas of each ReplicaSet while the rollout is paused',
  },
  stuck: 'stops at changes that cannot work, reports them in time, serves every request meanwhile, and goes on with one that works',
  enough: {
    title: 'loses none of 5,000 requests of each kind',
    sent: (kind: string) => `requests of the kind ${kind} in the whole lesson, none of which failed`,
  },
  history: {
    title: 'keeps the configured number of old revisions',
    state: (count: number) => `${count} old ReplicaSets beside the one in use`,
    there: (names: string) => `there are ${names}`,
  },
  control: {
    title: 'sees requests fail when the Service selects no pods (control)',
    what: 'traffic to a Service without pods',
    failed: 'a failed request',
  },
  phases: {
    paused: 'paused',
    resumed: 'resumed',
    badChanges: 'bad changes',
    untilEnough: 'until there were enough',
    enough: 'enough',
    twoPods: 'two pods',
  },
  hints: {
    fewerReady: 'Set strategy.rollingUpdate to maxUnavailable 0 and maxSurge 1, and give the app a readinessProbe, so that an old pod is only terminated when a new one is ready.',
    versions: 'During a rolling update both versions respond for a while, afterwards only the new one. With the strategy Recreate they never run together.',
    strategy: 'Use the strategy RollingUpdate (the default): Recreate terminates all pods before it starts new ones.',
    replicas: 'Run 2 to 4 replicas, so that one can be replaced while another responds.',
    paused: 'A rollout that is paused half way keeps the pods of both versions: look at `kubectl rollout status deployment/koa-sample-ap`, and set strategy.rollingUpdate to maxUnavailable 0 and maxSurge 1.',
    enough: 'The lesson counts on every request of all its tests: run all of it, with `npm test -- 06`.',
    history: 'The lesson sets spec.revisionHistoryLimit to 2 with its last change: look at `kubectl get replicasets` for the revisions that are there.',
  },
} as const;
