import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's end of a web socket, as far as the streams of Kubernetes need it (RFC 6455, frames under 64 KiB). */
export class FakeSocket {
  readonly #socket: Duplex;
  readonly #received: ((channel: number, data: Buffer) => void)[] = [];

  constructor(request: IncomingMessage, socket: Duplex) {
    this.#socket = socket;
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n`,
    );
    socket.on('error', () => undefined);
    socket.on('data', (frame: Buffer) => { this.#take(frame); });
  }

  send(channel: number, data: Buffer | string): void {
    const payload = Buffer.concat([Buffer.from([channel]), Buffer.from(data)]);
    const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
    this.#socket.write(Buffer.concat([Buffer.from([0x82, ...length]), payload]));
  }

  onData(listener: (channel: number, data: Buffer) => void): void {
    this.#received.push(listener);
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.#socket.destroy();
  }

  #take(frame: Buffer): void {
    const short = (frame[1] ?? 0) & 0x7f;
    if (((frame[0] ?? 0) & 0x0f) !== 2 || short > 126) return;
    const [length, head] = short === 126 ? [frame.readUInt16BE(2), 4] : [short, 2];
    const mask = frame.subarray(head, head + 4);
    const end = head + 4 + length;
    const payload = Buffer.from(frame.subarray(head + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
    for (const listener of this.#received) listener(payload[0] ?? 0, payload.subarray(1));
    const rest = frame.subarray(end);
    if (rest.length > 0) this.#take(rest);
  }
}
