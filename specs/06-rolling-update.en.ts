/** What the lesson 06-rolling-update says. */
export const en = {
  updatable: 'has pods to update, and lets an update be over in time',
  probes: 'counts only ready pods, restarts those that hang, and has a key of its own',
  replicas: '1 or more',
  starts: 'starts with an app that responds',
  responded: (phase: string) => `versions that responded in the phase \`${phase}\``,
  update: {
    title: 'updates from 1.0 to 2.0 under traffic, and loses no request if the manifests ask for that',
    lossless: 'loses no request in the update',
  },
  back: {
    title: 'rolls back to a given revision, even when paused half way',
    kept: 'a ReplicaSet of 1.0 to go back to',
    hasPod: 'has a pod again',
    isPaused: 'paused',
    sizes: 'replicas of each ReplicaSet while the rollout is paused',
  },
  stuck: 'stops at changes that cannot work, reports them in time, and goes on with one that works',
  enough: {
    title: 'serves every request while no pod is replaced, until there are 5,000 of each kind',
    sent: (kind: string) => `requests of the kind ${kind} in the whole lesson`,
  },
  lossless: 'loses no request in the changes after the update either, and finishes those in progress',
  inProgress: 'slow requests that were in progress when their pod began to terminate',
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
    versions: 'During an update first the old version responds, and afterwards only the new one.',
    replicas: 'Run at least one replica: with none there is nothing to update.',
    kept: 'To roll back, Kubernetes needs the old ReplicaSets: set spec.revisionHistoryLimit to 1 or more, or leave it out (10).',
    paused: 'A rollout that is paused half way keeps the pods of both versions: look at `kubectl rollout status deployment/koa-sample-ap`, and set strategy.rollingUpdate to maxUnavailable 0 and maxSurge 1.',
    enough: 'The lesson counts on every request of all its tests: run all of it, with `npm test -- 06`.',
    history: 'The lesson sets spec.revisionHistoryLimit to 2 with its last change: look at `kubectl get replicasets` for the revisions that are there.',
  },
} as const;
