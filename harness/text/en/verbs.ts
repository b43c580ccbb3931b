import { roundSeconds } from '../duration.ts';

/** What the handles of a lesson say about events, files, ports and clients. */
export const verbs = {
  event: (reason: string, message: string) => `an event ${reason}${message === '' ? '' : ` that matches ${message}`}`,
  noEvents: 'no events about it',
  events: (list: string) => `these events about it: ${list}`,
  client: {
    asking: (target: string) => `asking ${target} from a pod`,
    running: 'running, to ask from it',
    notAdmitted: (message: string) => `the pod that asks was not admitted: ${message}`,
    unknownName: (name: string) => `the name ${name} was not resolved`,
    silent: (exitCode: number) => `the client ended with exit code ${exitCode} and said nothing about the connection`,
  },
  cronJob: { started: (cronJob: string) => `started by ${cronJob}` },
  node: {
    address: 'an address of the type InternalIP',
    missing: 'there is no such node',
  },
  service: {
    nodePort: (port: number) => `a node port for the port ${port}`,
    missing: 'there is no such Service',
    seen: (type: string, ports: string) => `type ${type}, ports ${ports}`,
  },
  file: {
    purpose: (path: string) => `read ${path}`,
    within: (path: string, state: string, ms: number) => `${path} to hold ${state} within ${roundSeconds(ms)}`,
    readable: (path: string) => `${path} to be there and readable`,
    notThere: 'no such file',
    noProgram: (program: string) => `the image has no program \`${program}\`, with which the file is read`,
    endedWith: (program: string, exitCode: number) => `${program} ended with exit code ${exitCode}`,
  },
} as const;
