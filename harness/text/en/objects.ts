import { roundSeconds } from '../duration.ts';

/** What the handles of objects say: the states that they wait for, and what they see meanwhile. */
export const objects = {
  none: 'there is none',
  unknown: 'unknown',
  noClaim: 'none',
  count: (count: number, names: string) => `${count}: ${names}`,
  gone: 'gone',
  pod: {
    succeeded: 'Succeeded',
    started: (container: string) => `container ${container} started`,
    restarted: (container: string) => `container ${container} restarted and ready again`,
    containerNamed: (name: string) => `a container named ${name}`,
  },
  pods: {
    ready: (count: number) => (count === 1 ? 'exactly 1 pod, ready' : `exactly ${count} pods, all ready`),
    none: 'no pod left',
    noneSeen: 'no pods',
  },
  container: {
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
    waiting: (container: string, pod: string, state: string) => `waiting for container ${container} of Pod/${pod}: ${state}`,
    from: (state: string, container: string) => `${state} from container ${container}`,
    within: (state: string, container: string, ms: number) => `${state} in the stream of container ${container} within ${roundSeconds(ms)}`,
    only: (lines: string) => `only ${lines}`,
    endedAfter: (lines: string) => `the container ended after ${lines}`,
    last: (seen: string, line: string) => `${seen}, the last one ${line}`,
    toRun: (command: string) => `run ${command}`,
    running: (container: string, purpose: string) => `container ${container} running, to ${purpose}`,
    missing: (container: string) => `container ${container} is not there`,
  },
  deployment: {
    rolledOut: 'rolled out, old pods gone',
    updated: 'all replicas updated and available',
    ready: (count: number) => (count === 1 ? '1 replica ready' : `${count} replicas ready`),
    goneWithPods: 'gone with its pods',
  },
  service: {
    endpoints: (count: number) => (count === 1 ? '1 ready endpoint' : `${count} ready endpoints`),
    endpoint: 'a ready endpoint',
    seen: (ready: number, all: number, names: readonly string[]) => `${ready} of ${all} endpoints ready${names.length === 0 ? '' : ` (${names.join(', ')})`}`,
    port: (port: number) => `port ${port} that leads to a pod`,
    noPort: 'no such port',
    selectsNobody: (selector: string) => `no pod has the labels that it selects: ${selector}`,
    noSelector: 'it has no selector, and no endpoints were made for it',
  },
  job: {
    failed: (message: string) => `failed: ${message}`,
    seen: (active: number, succeeded: number, failed: number) => `${active} active, ${succeeded} succeeded, ${failed} failed`,
  },
  storage: {
    bound: 'bound',
    boundTo: (object: string) => `bound to ${object}`,
    boundToClass: (object: string, ofClass: string) => `bound to ${object} of class "${ofClass}"`,
    claimSeen: (phase: string, ofClass: string) => `${phase}, class "${ofClass}"`,
    volumeSeen: (phase: string, claim: string) => `${phase}, claim ${claim}`,
    stillThere: (finalizers: string) => `still there, finalizers ${finalizers}`,
    noPhase: 'no phase yet',
  },
  node: {
    restarting: (node: string) => `restarting ${node}`,
    kubeletBack: 'its kubelet to report after a restart',
    settled: 'every pod on it started again and ready',
    allReady: 'all ready',
    readyAgain: 'Ready after its restart',
    readyAsBefore: (node: string) => `${node} (Ready, as it was before)`,
  },
} as const;
