/** What `npm run bench` says when it cannot measure. */
export const bench = {
  noIngress: 'the address of the ingress controller is not known',
  useUp: 'Use the cluster that npm run up creates.',
  notComplete: (deployment: string, namespace: string, seconds: number, seen: string) => `${deployment} in ${namespace} is not complete after ${seconds} s: ${seen}`,
  noResponse: (url: string, host: string, seconds: number, seen: string) => `${url} for host ${host} does not respond with 200 within ${seconds} s: ${seen}`,
  manyFailed: (failed: number, sent: number, errors: string) => `${failed} of ${sent} requests to the target failed: ${errors}`,
  trySpec: 'See whether the lessons pass on this cluster: npm test -- 05.',
  lowerRate: 'Use a machine that is less busy, or a lower --rate.',
  withoutVegeta: 'See what it says. Without vegeta the driver can be measured alone: npm run bench -- --no-vegeta.',
} as const;
