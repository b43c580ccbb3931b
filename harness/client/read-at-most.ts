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
