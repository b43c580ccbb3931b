import type { AddressInfo } from 'node:net';
import type { StreamPlan } from '../options.ts';
import { HttpClient } from './http-client.ts';

const net = process.getBuiltinModule('node:net');

/** After this many requests, a tenth of a second, the engine has compiled most of what it will compile. */
const requests = 400;
/** At once, so that waiting for the loop takes no time. */
const atOnce = 8;

const response = 'HTTP/1.1 200 OK\r\nX-App-Version: 0\r\nX-Pod-Name: 0\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nContent-Length: 15\r\n\r\n{"status":"ok"}';

/**
 * Sends requests of each kind of stream to a server of the driver's own, until its code is compiled: the first of the real
 * requests would otherwise be measured with a slower client than the others.
 */
export async function warmUp(streams: readonly StreamPlan[]): Promise<void> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => { socket.write(response); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const kinds = new Map(streams.map((stream) => [stream.kind, stream]));
  for (const plan of kinds.values()) {
    const client = new HttpClient(`http://127.0.0.1:${port}`, { ...plan, deadlineMs: 1_000 });
    let left = Math.ceil(requests / kinds.size);
    const visitor = async (): Promise<void> => {
      while (left-- > 0) await new Promise<unknown>((resolve) => { client.send(undefined, resolve); });
    };
    await Promise.all(Array.from({ length: atOnce }, visitor));
    client.close();
  }
  await new Promise((resolve) => { server.close(resolve); });
}
