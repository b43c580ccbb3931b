/** Hints about failed requests that name the sample app's own settings. */
export const en = {
  noReadinessProbe: 'Without a readinessProbe a new pod gets requests before it listens: probe /readyz.',
  noPreStop: 'A terminating pod still gets requests until all nodes and ingress controllers know: let the app respond for that long after SIGTERM (DRAIN_MS, in milliseconds), or give its container a preStop sleep of a few seconds.',
} as const;
