/** What the lesson 05-ingress says. */
export const en = {
  replicas: (least: number) => `${least} or more`,
  signIn: {
    title: 'signs in with the right password only',
    jwt: 'number of parts of the token (a JWT has three)',
    refused: (user: string) => `status of GET /auth for ${user} with a wrong name or password`,
  },
  alive: {
    title: 'is not restarted by its own livenessProbe',
    succeeds: 'the livenessProbe, where there is one, succeeds while the app responds',
  },
  members: {
    title: 'lists the members for signed-in users only',
    withToken: 'status of GET /members with a token',
    list: 'the members',
    member: 'a member',
    without: 'status of GET /members without a token',
    bad: 'status of GET /members with a bad token',
  },
  key: {
    title: 'signs tokens with a key that nobody else knows',
  },
  hosts: {
    title: 'responds to the hosts of the hands-on under .k8s',
    statusOf: (host: string) => `status for the host ${host}`,
    status: 'status for each host',
  },
  otherHosts: {
    title: 'responds to no other host',
  },
  spread: {
    title: 'spreads requests over all replicas',
    pods: 'pods that responded',
    versions: 'versions that responded',
  },
  cookie: {
    title: 'keeps a client with the cookie on one pod',
    pod: 'the pod that responds',
    set: (host: string) => `Set-Cookie of the first response at ${host}`,
    pods: (host: string) => `pods that responded to this client at ${host}`,
  },
  httpOnly: {
    title: 'keeps the cookie from scripts of a page',
    attributes: 'attributes of the cookie',
  },
  killed: {
    title: 'moves a client to another pod when its pod is killed, and keeps it there',
    phase: 'killed',
    moved: 'another pod responds 200 to the client',
    bound: 'the pod that responds before one is killed',
    unready: (pod: string) => `Pod/${pod} was not ready for a moment, so that its clients left it before it was killed`,
    stays: 'the pod that responds from now on',
    lost: 'status of the request that the killed pod was working on',
    kept: 'status of the request that the other pod was working on',
  },
  noneLost: {
    title: 'loses no requests but those that the killed pod was working on',
    notKilled: 'no pod was killed, as the test before this one ended too early',
  },
  evicted: {
    title: 'lets some pods be evicted but not all at once, without losing a request',
    phase: 'evicted',
  },
  outage: {
    title: 'responds 503 at once while the database is down, and recovers by itself',
    without: 'status of GET /members without a database',
    noPod: 'the ingress controller itself responds 503, as no pod is ready',
    alive: 'the livenessProbe succeeds while the database is down',
    restarts: (pod: string) => `restarts of ${pod} while the database is down`,
    back: 'status of GET /members when the database is back',
    same: 'the pods that respond again, by UID',
  },
  hints: {
    contract: 'Run the image koa-sample-ap:1.0 with at least 2 replicas and the same JWT_KEY for all, with the database of lesson 04.',
    replicas: 'Set spec.replicas to 2 or more, so that one pod responds while another is replaced.',
    anyHost: 'A rule without a host, or a default backend, answers for every host name, also for those of others: write the hosts of the rule, such as "*.k8s" in quotation marks.',
    killed: 'A killed pod loses the requests that it is working on, but no other request may be lost: run at least 2 replicas, with a readinessProbe on /readyz every second.',
  },
} as const;
