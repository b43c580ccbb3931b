import { parse } from 'yaml';
import type { Given } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';

/** When a kubelet begins a new log file, and how many it keeps. */
export interface LogLimits {
  /** Bytes, and as it is written. */
  maxBytes: number;
  maxSize: string;
  maxFiles: number;
}

/** Where kubeadm writes the settings of a node's kubelet. */
const settings = '/var/lib/kubelet/config.yaml';

/** The limits of the kubelet of a node of our own cluster. Throws LessonFailure when its settings cannot be read. */
export async function logLimitsOf(given: Given, node: string): Promise<LogLimits> {
  return logLimits(await given.node(node).file(settings).text());
}

/** The limits that a KubeletConfiguration says; what it leaves out has the defaults of Kubernetes 1.37. */
export function logLimits(yaml: string): LogLimits {
  const { containerLogMaxSize: maxSize = '10Mi', containerLogMaxFiles: maxFiles = 5 } = parse(yaml) as { containerLogMaxSize?: string; containerLogMaxFiles?: number };
  return { maxBytes: parseQuantity(maxSize), maxSize, maxFiles };
}
