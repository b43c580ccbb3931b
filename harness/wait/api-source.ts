import { selectors } from '../client/cluster-client.ts';
import type { ClusterClient, ListScope } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { isWellFormed } from '../client/well-formed.ts';
import { oneLine, show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { isMap } from '../values/field-path.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { rememberOdd } from './odd-objects.ts';
import { NoObject, type WatchEvent, type WatchSource } from './watch-objects.ts';

/** Seconds after which the server is asked to end a watch; it then starts again from where it was. */
const watchSeconds = 120;
/** A stream that outlives its end by this much is dead without having said so. */
const graceSeconds = 10;

/** The objects of one kind on a cluster, as a source for a watch. */
export function apiSource<T extends KubeObject>(client: ClusterClient, apiVersion: string, kind: string, scope: ListScope): WatchSource<T> {
  return client.sharedSource?.<T>(apiVersion, kind, scope) ?? {
    list: async (signal) => {
      const list = await client.list<T>(apiVersion, kind, scope, { signal });
      for (const object of list.items) requireObject(kind, object, client.rest.server);
      return list;
    },
    watch: (resourceVersion, signal) => watch<T>(client, apiVersion, kind, scope, resourceVersion, signal),
  };
}

async function* watch<T>(
  client: ClusterClient,
  apiVersion: string,
  kind: string,
  scope: ListScope,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent<T>> {
  const dead = AbortSignal.timeout((watchSeconds + graceSeconds) * 1_000);
  const body = await client.rest.stream(await client.listPath(apiVersion, kind, scope), {
    query: { ...selectors(scope), watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds: watchSeconds },
    signal: AbortSignal.any([signal, dead]),
  });
  for await (const line of linesOf(body)) {
    const event = eventOf<T>(line, client.rest.server);
    if (event.type !== 'ERROR' && event.type !== 'BOOKMARK') requireObject(kind, event.object, client.rest.server);
    yield event;
  }
}

/** What is no object at all is told at once; what lacks something of its kind, when that is looked for. */
function requireObject(kind: string, object: unknown, server: string): void {
  if (isWellFormed(kind, object)) return;
  const error = new NoObject('cluster', texts.cluster.noObject(server, kind, show(oneLine(JSON.stringify(object).slice(0, 1_000)))), texts.cluster.noApiServerHint);
  if (!isMap(object) || !isMap(object['metadata'])) throw error;
  rememberOdd(object, error);
}

/** The event of one line of a watch. A proxy or a load balancer may have answered in the API server's place. */
function eventOf<T>(line: string, server: string): WatchEvent<T> {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    // Told below.
  }
  if (isMap(event) && isMap(event['object'])) return event as unknown as WatchEvent<T>;
  throw new EnvironmentError('cluster', texts.cluster.noApiServer(server, show(oneLine(line.slice(0, 1_000)))), texts.cluster.noApiServerHint);
}

/** Characters of one line: etcd takes no object of that size, and a program that never ends its line would fill the memory. */
const longestLine = 16_000_000;

/** A stream brings a line that does not end. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/**
 * The lines of a stream; a last line without its end is left out, as the connection broke in the middle of it.
 *
 * @throws LineTooLong
 */
export async function* linesOf(body: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    const [end = '', ...lines] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    parts.push(end);
    length += end.length;
    if (length > longestLine) throw new LineTooLong(`a line of more than ${longestLine} characters`);
    const rest = lines.pop();
    if (rest === undefined) continue;
    for (const line of [parts.join(''), ...lines]) if (line !== '') yield line;
    parts = [rest];
    length = rest.length;
  }
}
