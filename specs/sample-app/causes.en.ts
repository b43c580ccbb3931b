/** Hints about failed requests that name the sample app's own settings. */
export const en = {
  noReadinessProbe: 'Without a readinessProbe a new pod gets requests before it listens: probe /readyz.',
} as const;
