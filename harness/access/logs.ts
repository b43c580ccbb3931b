import type { ClusterClient } from '../client/cluster-client.ts';
import { linesOf } from '../wait/api-source.ts';
import { parseLogLine } from './log-line.ts';
import type { LogLine } from './log-line.ts';
import { defined } from '../values/defined.ts';

export interface ContainerName {
  namespace: string;
  pod: string;
  container: string;
}

export interface LogOptions {
  /** The container's life before this one. */
  previous?: boolean;
  /** Only the last so many lines. */
  tailLines?: number;
  /** At most so many bytes, from the start. */
  limitBytes?: number;
  signal?: AbortSignal;
}

/** Bytes of a log that are read at once: kubelet keeps 10 MiB in a file when nobody says otherwise. */
const mostBytes = 32 * 1024 * 1024;

/** What the kubelet sends for a log that is not there any more, as if it were the log. */
const unavailable = /^(failed to try resolving symlinks|unable to retrieve container logs)/;

/** Whether a line is no line of the container's, but says that there is no log any more. */
export function saysNoLog({ text }: LogLine): boolean {
  return unavailable.test(text);
}

/** All that a container has written so far, up to 32 MiB. Throws ApiError when it has not been started yet. */
export async function readLog(client: ClusterClient, container: ContainerName, options: LogOptions = {}): Promise<LogLine[]> {
  const { previous, tailLines, limitBytes = mostBytes, signal } = options;
  const text = await client.rest.text('GET', path(container), {
    query: { container: container.container, timestamps: true, previous, tailLines, limitBytes },
    ...defined({ signal }),
  });
  return text.split('\n').filter((line) => line !== '').map(parseLogLine);
}

/** Follows a container's stream from its first line until the container ends or the signal is given. */
export async function* followLog(client: ClusterClient, container: ContainerName, signal: AbortSignal): AsyncGenerator<LogLine & { arrived: number }> {
  const body = await client.rest.stream(path(container), { query: { container: container.container, timestamps: true, follow: true }, signal });
  try {
    for await (const line of linesOf(body)) yield { ...parseLogLine(line), arrived: Date.now() };
  } finally {
    // Leaving the loop early must close the connection.
    body.destroy();
  }
}

function path({ namespace, pod }: ContainerName): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}/log`;
}
