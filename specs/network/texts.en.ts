/** What the checks of NetworkPolicies say. */
export const en = {
  clients: {
    'reader': 'a pod with role=reader of the same namespace',
    'guest': 'a pod with role=guest of the same namespace',
    'reader of partners': 'a pod with role=reader of the namespace partner',
    'guest of partners': 'a pod with role=guest of the namespace partner',
    'shut-in': 'a pod with role=shut-in',
  },
  verdicts: { 'reached': 'connected', 'refused': 'connection refused', 'timed out': 'no connection in time' },
  couldNotAsk: (why: string) => `could not ask: ${why}`,
  mayReach: (client: string, target: string) => `${client} reaches ${target}`,
  mayNotReach: (client: string, target: string) => `${client} does not reach ${target}`,
  connection: (client: string, target: string, verdict: string) => `${client} → ${target}: ${verdict}`,
} as const;
