/** What traffic says: how it went, what it waits for, and why a measurement is not fit to judge by. */
export const traffic = {
  fine: (requests: number, p50: string, p99: string) => `${requests} ${requests === 1 ? 'request' : 'requests'}, none failed, p50 ${p50}, p99 ${p99}`,
  failed: (failed: number, requests: number, errors: string) => `${failed} of ${requests} requests failed: ${errors}`,
  trafficBegan: 'the traffic began',
  phaseBegan: (phase: string) => `\`${phase}\` began`,
  afterEvent: (event: string, ms: string) => ` (${ms} after ${event})`,
  single: (ms: string, since: string, afterEvent: string) => `it came ${ms} after ${since}${afterEvent}`,
  several: (ms: string, since: string, afterEvent: string, lastMs: string) => `first ${ms} after ${since}${afterEvent}, last ${lastMs} later`,
  onStream: (name: string) => `on stream ${name}`,
  onStreams: (counts: string) => `on streams ${counts}`,
  answeredBy: (who: readonly string[]) => `answered by ${who.join(' and ')}`,
  version: (name: string) => `version ${name}`,
  versions: (counts: string) => `versions ${counts}`,
  pod: (name: string) => `pod ${name}`,
  pods: (counts: string) => `pods ${counts}`,
  invalid: (reason: string, seen: string) => `invalid: ${reason} (${seen})`,
  /** How a request can fail; one that failed by its status has that as its name. */
  errors: {
    'refused': 'refused', 'reset': 'reset', 'cut': 'cut', 'timeout': 'timeout', 'dns': 'dns', 'unreachable': 'unreachable', 'protocol': 'protocol', 'tls': 'tls',
    '5xx': '5xx', '4xx': '4xx', 'status': 'status', 'wrong body': 'wrong body', 'local': 'local', 'other': 'other',
  },
  last: {
    none: 'no request has ended yet',
    response: (requests: number, ms: string, labels: string) => `${requests} ${requests === 1 ? 'request' : 'requests'}; the last response took ${ms}${labels === '' ? '' : `, ${labels}`}`,
    failure: (requests: number, ms: string, error: string, detail: string) => `${requests} ${requests === 1 ? 'request' : 'requests'}; the last one failed after ${ms}: ${error}${detail === '' ? '' : ` (${detail})`}`,
  },
  wait: {
    requests: (within: string, count: number, streams: readonly string[], ended: number) => `waited ${within} for ${count} requests on ${streams.join(', ')}, of which ${ended} ended`,
    state: (state: string) => `waited for ${state}`,
    none: (within: string, last: string) => `none within ${within}: ${last}`,
    not: (within: string, last: string) => `not within ${within}: ${last}`,
  },
  invalidBecause: {
    nothingSent: 'the traffic driver sent no request',
    stoodStill: (failed: number, ms: string) => `for ${ms} nobody answered on the way to the app, not even for a host that no app has, and all of the ${failed} failed requests were under way then or right after: the machine was too busy, or its ingress controller was away`,
    overloaded: (late: number, load: string) => `${late} ${late === 1 ? 'response' : 'responses'} came too late while this machine had ${load} tasks for each of its processors, and no CPU limit keeps the app from a processor: run it again when there is less other work`,
    noticedLate: (lost: number, load: string) => `${lost} ${lost === 1 ? 'request was' : 'requests were'} sent to a terminating pod that had stopped, as its readinessProbe failed later than it says, while this machine had ${load} tasks for each of its processors: run it again when there is less other work`,
    busy: (lost: number, load: string) => `${lost} ${lost === 1 ? 'request' : 'requests'} got no response in time, or went to a terminating pod that had stopped, as its readinessProbe failed later than it says, while this machine had ${load} tasks for each of its processors, and no CPU limit keeps the app from a processor: run it again when there is less other work`,
    couldNotSend: (errors: string) => `this machine could not send every request: ${errors}`,
    late: (ms: string, boundMs: number, worstMs: string, stall: string) =>
      `1 % of the requests left ${ms} ms or more after they were due (bound ${boundMs} ms, worst ${worstMs} ms${stall}): the machine is too busy for this rate: lower the rate or the load`,
    stall: (workedMs: string, waitedMs: string) => `, in which it worked for ${workedMs} ms and waited for a processor for ${waitedMs} ms`,
    pagesFromDisk: (pages: number) => `, and ${pages} of its pages came from disk`,
    loopLate: (ms: string, boundMs: number) => `the driver's event loop was late by ${ms} ms at its 99th percentile (bound ${boundMs} ms): the machine is too busy for this rate: lower the rate or the load`,
  },
  driver: {
    failed: (message: string) => `the traffic driver could not run: ${message}`,
    exited: (code: string, words: string) => `the traffic driver ended with exit code ${code}${words === '' ? '' : `: ${words}`}`,
    killed: (signal: string, words: string) => `the traffic driver was ended by ${signal}${words === '' ? '' : `: ${words}`}`,
    interrupted: 'the traffic driver was interrupted',
    notBegun: (within: string) => `the traffic driver did not begin within ${within}: the machine is too busy`,
    notEnded: (within: string) => `the traffic driver did not end within ${within}`,
    stoodStill: (ms: string) => `the traffic driver stopped because it stood still for ${ms}`,
    notStopped: (within: string) => `the traffic driver stopped because nobody stopped it within ${within}`,
  },
  share: {
    seen: (hits: number, total: number, percent: string, covered: string, low: string, high: string, expected: string, verdict: string) =>
      `${hits} of ${total} (${percent} %, ${covered} % interval ${low}–${high} %), expected ${expected} %: ${verdict}`,
    agrees: 'agrees',
    disagrees: (probability: string) => `does not agree (with the expected share, at most ${probability} of all runs would deviate this much)`,
  },
} as const;
