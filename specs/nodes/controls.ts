import type { Given } from '../../harness/lesson/given.ts';
import { front, nodesWith } from './labelled.ts';
import { anywhereElse, drawnTogether, unspread } from './variants.ts';

/** A pod that listens: what reads open ports must see its port. */
export const listener = { name: 'listener', port: 2_222 } as const;

const listening = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: listener.name },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [{
      name: 'httpd', image: 'busybox:1.37', imagePullPolicy: 'IfNotPresent', args: ['httpd', '-f', '-h', '/tmp', '-p', String(listener.port)],
      readinessProbe: { tcpSocket: { port: listener.port }, periodSeconds: 1 },
    }],
  },
};

/** What is neither selected nor spread, and what is drawn together although it is to be spread: they start with the lesson. */
export async function startControls(given: Given): Promise<void> {
  const [control, drawn, nodes, labelled] = await Promise.all([given.namespace('control'), given.namespace('drawn'), given.nodes(), nodesWith(given, front)]);
  const spread = given.manifest('Deployment', 'spread');
  const [node = ''] = nodes;
  await Promise.all([
    control.apply(anywhereElse(given, given.manifest('Deployment', 'at-the-front'), labelled), drawnTogether(unspread(spread), node), given.manifest('Pod', 'nowhere').without('spec.nodeSelector').without('spec.affinity'), given.object(listening)),
    drawn.apply(drawnTogether(spread, node)),
  ]);
}
