import type { Given } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** What the audit log says about one request (audit.k8s.io/v1, Event): what of it specs look at. */
export interface AuditEvent {
  verb: string;
  requestURI?: string;
  user?: { username?: string };
  objectRef?: { resource?: string; namespace?: string; name?: string; subresource?: string };
  responseStatus?: { code?: number };
  annotations?: Record<string, string>;
}

/** Why the audit log cannot be read; undefined when it can. */
export async function auditLogLacking(given: Given): Promise<Text | undefined> {
  return await given.lacking('audit') ?? (given.onOwnCluster ? undefined : t.logOutOfReach);
}

/** Prints the lines of a node's audit log that hold a text, older files of the log first; nothing on a node without an API server. */
const script = `log=$(sed -n 's/.*--audit-log-path=//p' /etc/kubernetes/manifests/kube-apiserver.yaml 2>/dev/null)
[ -z "$log" ] || cat "\${log%.log}"* | grep -F -e "$1" || true`;

/**
 * What the audit log says about requests in whose line a text stands, such as the name of a namespace. It is written before the
 * response is sent, so that nobody need wait for it. For clusters of our own: it is a file of a node.
 *
 * @throws Error where it cannot be read
 */
export async function auditEvents(given: Given, text: string): Promise<AuditEvent[]> {
  const events = await Promise.all((await given.nodes()).map(async (node) => {
    const { stdout, stderr } = await given.node(node).run(['sh', '-c', script, 'sh', text]);
    if (stderr !== '') throw new Error(`the audit log on ${node} cannot be read: ${stderr.trim()}`);
    return eventsIn(stdout);
  }));
  return events.flat();
}

/** The events in lines of an audit log; a line that is not written to its end yet is left out. */
export function eventsIn(lines: string): AuditEvent[] {
  return lines.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as AuditEvent];
    } catch {
      return [];
    }
  });
}
