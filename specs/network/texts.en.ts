/** What the checks of NetworkPolicies say. */
export const en = {
  clients: {
    'reader': 'a pod with role=reader of the same namespace',
    'guest': 'a pod with role=guest of the same namespace',
    'reader of partners': 'a pod with role=reader of the namespace partner',
    'guest of partners': 'a pod with role=guest of the namespace partner',
    'shut-in': 'a pod with role=shut-in',
    'namesake of partners': 'a pod with the labels of the app in the namespace partner',
  },
  verdicts: { 'reached': 'connected', 'refused': 'connection refused', 'timed out': 'no connection in time' },
  couldNotAsk: (why: string) => `could not ask: ${why}`,
  mayReach: (client: string, target: string) => `${client} reaches ${target}`,
  mayNotReach: (client: string, target: string) => `${client} does not reach ${target}`,
  connection: (client: string, target: string, verdict: string) => `${client} → ${target}: ${verdict}`,
  closing: {
    shut: (policy: string, server: string, client: string, port: string) => `NetworkPolicy ${policy} selects the pods ${server}, and none of its rules lets ${client} in at port ${port}: add one under spec.ingress, or let spec.podSelector select other pods. \`kubectl describe networkpolicy ${policy}\` shows whom it lets in.`,
    kept: (policy: string, client: string, server: string, port: string) => `NetworkPolicy ${policy} selects the pods ${client}, and none of its rules lets them out to ${server} at port ${port}: add one under spec.egress, or let spec.podSelector select other pods. \`kubectl describe networkpolicy ${policy}\` shows where they may go.`,
    mute: (policy: string, client: string) => `NetworkPolicy ${policy} selects the pods ${client}, and none of its rules lets them out to UDP port 53, where names are looked up: add one under spec.egress, or let spec.podSelector select other pods. \`kubectl describe networkpolicy ${policy}\` shows where they may go.`,
    otherNamespace: 'what comes from another namespace',
  },
} as const;
