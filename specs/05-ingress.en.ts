/** What the lesson 05-ingress says. */
export const en = {
  probes: 'has a readinessProbe and a livenessProbe, each on a path of its own',
  sticky: 'keeps clients on a pod by a cookie that scripts cannot read',
  budget: 'has a PodDisruptionBudget that lets one pod at a time be evicted',
  signIn: {
    title: 'signs in with the right password only',
    jwt: 'number of parts of the token (a JWT has three)',
    refused: (user: string) => `status of GET /auth for ${user} with a wrong name or password`,
  },
  members: {
    title: 'lists the members for signed-in users only',
    withToken: 'status of GET /members with a token',
    list: 'the members',
    member: 'a member',
    without: 'status of GET /members without a token',
    bad: 'status of GET /members with a bad token',
    forged: 'status of GET /members with a token that is signed with the key from the source code, which the app uses without JWT_KEY',
  },
  hosts: {
    title: 'responds to every host under .k8s, and to no other',
    status: 'status for each host',
  },
  spread: {
    title: 'spreads requests over both replicas',
    pods: 'pods that responded',
    versions: 'versions that responded',
  },
  cookie: {
    title: 'keeps a client with the cookie on one pod',
    pod: 'the pod that responds',
    set: 'Set-Cookie of the first response',
    pods: 'pods that responded to this client',
  },
  killed: {
    title: 'loses the requests that a killed pod was working on, and no others',
    phase: 'killed',
    moved: 'another pod responds 200 to the client',
    stays: 'the pod that responds from now on',
    lost: 'status of the request that the killed pod was working on',
    kept: 'status of the request that the other pod was working on',
  },
  evicted: {
    title: 'lets one pod at a time be evicted, without losing a request',
    phase: 'evicted',
  },
  outage: {
    title: 'responds 503 at once while the database is down, and recovers by itself',
    without: 'status of GET /members without a database',
    noPod: 'the ingress controller itself responds 503, as no pod is ready',
    restarts: (pod: string) => `restarts of ${pod} while the database is down`,
    back: 'status of GET /members when the database is back',
    same: 'the pods that respond again, by UID',
  },
  hints: {
    contract: 'Run the image koa-sample-ap:1.0 with 2 replicas and the same JWT_KEY for both (Secret koa-sample-jwt, key `key`), with the database of lesson 04.',
    replicas: 'Set spec.replicas to 2, so that one pod responds while the other is replaced.',
    killed: 'A killed pod loses the requests that it is working on, but no other request may be lost: run 2 replicas, with a readinessProbe on /readyz every second.',
  },
} as const;
