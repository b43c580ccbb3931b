import type { Pod } from '../client/objects.ts';
import type { Scope } from './scope.ts';

/** A pod that the harness runs for itself, with the one program that it is made for. */
export interface OwnPod {
  name: string;
  command: string[];
  labels?: Record<string, string>;
  /** Runs as this service account and has its token; without one the pod has no token. */
  serviceAccount?: string;
  /** The node that it runs on, taints or not; any when absent. */
  node?: string;
}

/** Name of the one container. */
export const ownContainer = 'own';
/**
 * What nobody ever says of the pod, so that it is never ready (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate):
 * with the labels of a learner's pods it would get requests that are for them.
 */
const neverSaid = 'cndjp2-e2e/serves';
/** On every node of our own clusters, as lessons use it too. */
const image = 'busybox:1.37';

/** The object of such a pod: with the labels of the run, fit for the Pod Security level `restricted`, behind no Service, gone at once when deleted. */
export function ownPod(scope: Scope, { name, command, labels, serviceAccount, node }: OwnPod): Pod & { apiVersion: string; kind: string } {
  // A namespace with a quota admits only pods that say both.
  const requests = { cpu: '10m', memory: '32Mi' };
  // To start a program takes some 50 ms of a processor: with a limit of 10m that lasts several seconds.
  const limits = { ...requests, cpu: '250m' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: scope.namespace, labels: { ...labels, ...scope.session.labels } },
    spec: {
      restartPolicy: 'Never',
      readinessGates: [{ conditionType: neverSaid }],
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: serviceAccount !== undefined,
      ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
      ...(node === undefined ? {} : { nodeName: node }),
      securityContext: { runAsNonRoot: true, runAsUser: 65_534, runAsGroup: 65_534, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: ownContainer,
          image,
          imagePullPolicy: 'IfNotPresent',
          command,
          resources: { requests, limits },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
