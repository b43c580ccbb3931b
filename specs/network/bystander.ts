import type { Pod } from '../../harness/client/objects.ts';
import type { Door } from './doors.ts';

/** What a pod is called that no policy is to open, although it listens where others do. */
export const bystander = 'bystander';

/** Ports at which blue opens something to somebody by number. */
const ports = [8001, 8002, 8003, 8004, 8005, 9001, 9002, 9003] as const;

/** Its doors: all of them stay closed, if the namespace is. */
export const bystanderDoors: readonly Door[] = ports.map((port) => ({ server: bystander, port, open: [] }));

/** The pod itself, with labels that no policy of the lesson asks for: one that opens its doors selects too many pods. */
export const bystanderPod: Pod = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: bystander, labels: { role: bystander } },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [{
      name: 'doors', image: 'busybox:1.37', imagePullPolicy: 'IfNotPresent',
      command: ['sh', '-c', `mkdir /www; for port in ${ports.join(' ')}; do httpd -p $port -h /www; done; exec sleep 3600`],
      readinessProbe: { tcpSocket: { port: ports[ports.length - 1] ?? 0 }, periodSeconds: 1 },
      resources: { requests: { cpu: '10m', memory: '8Mi' }, limits: { memory: '32Mi' } },
    }],
  },
};
