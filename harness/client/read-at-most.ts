/** What was read of a body, and whether there was more. */
export interface Beginning {
  text: string;
  more: boolean;
}

/** Reads a body to its end, but no more than `most` bytes of it and one chunk: whoever sends it may never stop, and would fill the memory. */
export async function readAtMost(body: AsyncIterable<Uint8Array>, most: number): Promise<Beginning> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    parts.push(decoder.decode(chunk, { stream: true }));
    bytes += chunk.byteLength;
    // To leave the loop closes the connection.
    if (bytes > most) return { text: parts.join(''), more: true };
  }
  return { text: parts.join('') + decoder.decode(), more: false };
}

/** How many bytes of several bodies may be in memory at a time. */
export class Share {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** False when there are not as many left; they are taken all the same. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

/** Reads a body to its end, as long as all that share in it have no more bytes under way together: twenty bodies at once must not be twenty times as large as one may be. Undefined where it would be more. */
export async function readShared(body: AsyncIterable<Uint8Array>, share: Share): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (!share.take(chunk.byteLength)) return undefined;
      parts.push(chunk);
    }
    return new TextDecoder().decode(Buffer.concat(parts));
  } finally {
    share.giveBack(bytes);
  }
}
