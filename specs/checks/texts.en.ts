/** What the checks of Kubernetes' own rules say, whatever the lesson. */
export const en = {
  mounts: {
    at: (volume: string, path: string) => `${volume} at ${path}`,
    none: 'no volume at all',
  },
  namespace: {
    of: (object: string, namespace: string) => `${namespace}, the namespace of ${object}`,
    hint: (object: string) => `Write the namespace of ${object} here too: what stands in another namespace does not hold for it. \`kubectl get all,limits,quota -A\` shows what is where.`,
  },
  logOutOfReach: 'the audit log of this cluster is out of reach: it is a file of a node, and only nodes of a cluster of our own are read',
  noOtherName: (container: string) => `the image of ${container} has only one name: the container cannot be restarted without the others`,
  ports: {
    portTo: (port: number, workload: string) => `${port}, or the name of a container port ${port} of ${workload}`,
  },
  replacedInTurn: {
    restarted: (pod: string) => `started anew after ${pod} had ended`,
    overlapped: (second: string, first: string) => `${second} was started while ${first} was still running`,
    overlappedAndSaid: (second: string, first: string, line: string) => `${second} was started while ${first} was still running; its log says: ${line}`,
    inUse: 'a line that says that its data is in use',
  },
  probes: {
    host: (host: string) => `it asks ${host}, not the pod`,
    scheme: (scheme: string) => `it speaks ${scheme}, and the program HTTP`,
    exitCode: (code: number) => `exit code ${code}`,
    status: (status: number) => `status ${status}`,
  },
  scheduling: {
    decided: 'assigned to a node, or told why not',
    unscheduled: (pod: string) => `why Pod/${pod} is not scheduled`,
  },
  selects: {
    hint: (workload: string, service: string) => `Give the pods of ${workload} every label that ${service} selects.`,
    labelsOf: (workload: string, labels: string) => `labels of the pods of ${workload}: ${labels}`,
  },
} as const;
