/** What the checks of a canary by weight say. */
export const en = {
  annotated: (prefix: string) => `an Ingress with the annotations ${prefix} and ${prefix}-weight`,
  between: 'a whole number above 0 and below the total, which is 100 unless canary-weight-total says another',
  ofHundred: (weight: number) => `${weight} % of the requests for a weight of ${weight}`,
  ofTotal: (weight: number, total: number, percent: number) => `${weight} of ${total}, which is ${percent} %`,
  hostOf: (hosts: string) => `the host of another Ingress: ${hosts}`,
  rule: 'paths, and the Services behind them',
  aClass: (classes: string) => `a class whose controller reads the annotations of ingress-nginx: ${classes}`,
  serviceOf: (own: string, other: string) => `a Service that selects the pods of ${own} and not those of ${other}`,
  podsOf: (own: string, other: string) => `labels that the pods of ${own} have, and those of ${other} do not`,
  portOf: (service: string, ports: string) => `a port of ${service}: ${ports}`,
  byHeader: (header: string) => `a response of 2.0 to a request with the header ${header}`,
  hints: {
    annotations: 'The Ingress of the canary needs the annotations nginx.ingress.kubernetes.io/canary "true" and nginx.ingress.kubernetes.io/canary-weight, such as "20", both in quotation marks, and the same host and path as the other one.',
    total: 'Without nginx.ingress.kubernetes.io/canary-weight-total a weight is a percentage. Leave that annotation out, or raise the weight with it.',
    sameHost: 'An Ingress takes requests as a canary only from another Ingress with the same host and path: add that one, or correct the host.',
    weighingClass: (classes: string) => `Both Ingresses of a canary by weight need a class whose controller reads the annotations: ingressClassName: ${classes}.`,
    leadsTo: (workload: string, service: string) => `This Ingress must lead to the pods of ${workload} alone: let its backend be a Service (here ${service}) whose selector asks for a label that only these have, such as the track.`,
  },
} as const;
