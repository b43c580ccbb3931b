/** A cluster that lessons can run on. */
export interface Cluster {
  provider: 'kind' | 'context';
  name: string;
  /** Whether this process made it. */
  created: boolean;
  kubeconfig: string;
  context: string;
  /** Server version such as `v1.37.2`. */
  kubernetes: string;
  nodes: number;
  /** Absent: nobody said where its ingress answers. */
  ingressUrl?: string;
  /** The same ingress controller without Docker's proxy between; absent where only that one leads there. */
  trafficUrl?: string;
}
