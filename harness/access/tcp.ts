import { createServer } from 'node:net';
import type { Server, Socket as NetSocket } from 'node:net';
import { Writable } from 'node:stream';

import { PortForward } from '@kubernetes/client-node';

import type { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Pod } from '../client/objects.ts';
import { apiSource } from '../wait/api-source.ts';
import { systemClock } from '../wait/clock.ts';
import { watchObjects } from '../wait/watch-objects.ts';
import { refusalOf, type Socket } from './socket.ts';

/** A loopback listener whose connections end in a pod. */
export interface Tcp {
  host: '127.0.0.1';
  port: number;
  /** Name of the pod. */
  pod: string;
  close(): Promise<void>;
}

/**
 * Listens on a free loopback port and forwards each connection through the API server to a port of a pod.
 *
 * A forwarded connection does not notice that the far end went away, so the pod is watched: when it ends or goes,
 * all connections are closed, and new ones are refused.
 *
 * @param onRefused called when the API server does not let a connection through: who connects only sees that it closes
 */
export async function forward(client: ClusterClient, pod: { namespace: string; name: string; uid: string }, port: number, onRefused: (error: ApiError) => void = () => undefined): Promise<Tcp> {
  const connections = new Set<NetSocket>();
  const stop = new AbortController();
  const forwarder = new PortForward(client.rest.config);
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    // A reset by either end closes the connection; the program that uses it sees that itself.
    connection.on('error', () => undefined);
    void connect(forwarder, pod, port, connection, (error) => {
      const refusal = refusalOf(error, client, { namespace: pod.namespace, pod: pod.name, subresource: 'portforward' });
      if (refusal !== undefined) onRefused(refusal);
    });
  });
  const cut = (): void => {
    server.close();
    for (const connection of connections) connection.destroy();
  };
  await listen(server);
  // The watch's end, by close() or by a server that is gone, cuts the connections too.
  const watching = untilGone(client, pod, stop.signal).catch(() => undefined).then(cut);
  const address = server.address();
  return {
    host: '127.0.0.1',
    port: typeof address === 'object' && address !== null ? address.port : 0,
    pod: pod.name,
    close: async () => {
      stop.abort();
      await watching;
    },
  };
}

async function listen(server: Server): Promise<void> {
  const listening = Promise.withResolvers<undefined>();
  server.once('error', listening.reject);
  server.listen(0, '127.0.0.1', () => { listening.resolve(undefined); });
  await listening.promise;
}

async function connect(forwarder: PortForward, pod: { namespace: string; name: string }, port: number, connection: NetSocket, onError: (error: unknown) => void): Promise<void> {
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      connection.write(chunk);
      done();
    },
  });
  // Whatever comes on the error stream means that the pod did not take the connection.
  const errors = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (chunk.length > 0) connection.destroy();
      done();
    },
  });
  try {
    const socket = (await forwarder.portForward(pod.namespace, pod.name, [port], output, errors, connection)) as unknown as Socket;
    socket.on('close', () => connection.destroy());
    socket.on('error', () => connection.destroy());
    connection.on('close', () => { socket.terminate(); });
    if (connection.destroyed) socket.terminate();
  } catch (error) {
    onError(error);
    connection.destroy();
  }
}

async function untilGone(client: ClusterClient, pod: { namespace: string; name: string; uid: string }, signal: AbortSignal): Promise<void> {
  const source = apiSource<Pod>(client, 'v1', 'Pod', { namespace: pod.namespace, name: pod.name });
  for await (const { objects } of watchObjects(source, { clock: systemClock, signal })) {
    const alive = objects.some((each) => each.metadata?.uid === pod.uid && !['Failed', 'Succeeded'].includes(each.status?.phase ?? ''));
    if (!alive) return;
  }
}
