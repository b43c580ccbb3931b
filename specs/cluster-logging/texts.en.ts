/** What the checks of collected logs say. */
export const en = {
  answer: 'an answer to a query',
  missing: (lost: number, count: number, shown: string, more: number) => `${lost} of ${count} lines are missing: ${shown}${more > 0 ? ` and ${more} more ranges` : ''}`,
  all: (count: number) => `each of ${count} lines`,
  once: (count: number, pod: string) => `each of the ${count} lines of ${pod} once: they were read long before the agent was killed`,
  lines: (count: number) => `${count} lines`,
  killed: 'killed',
  agentOn: (node: string) => `a pod of the agent on ${node}`,
  none: 'none',
  nothingToKill: 'no process of the pod',
  causes: {
    offsets: (receiver: string) => `the receiver ${receiver} has no \`storage\`: an agent that is started again does not know what it has read`,
    start: (receiver: string) => `the receiver ${receiver} does not say \`start_at: beginning\`: what was in a file before it was found is left out`,
    rotated: (receiver: string) => `the receiver ${receiver} reads no file that was rotated (0.log.<time>)`,
    receiverRetry: (receiver: string) => `the receiver ${receiver} does not try again (\`retry_on_failure\`)`,
    queue: (exporter: string) => `the queue of ${exporter} has no \`storage\`: what waits in it goes with the agent`,
    overflow: (exporter: string) => `the queue of ${exporter} does not say \`block_on_overflow: true\`: when it is full, lines are thrown away`,
    retry: (exporter: string) => `the exporter ${exporter} gives up on lines after a time (\`retry_on_failure\`)`,
    inContainer: (directory: string) => `${directory}, where the agent keeps what it must not forget, lies in the container`,
    emptyDir: (volume: string) => `the volume ${volume}, where the agent keeps what it must not forget, goes with the pod`,
    gate: 'without the feature gate stanza.synchronousLogEmitter lines are noted as read before they are handed on',
  },
} as const;
