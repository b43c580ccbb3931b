import { setImmediate as soon } from 'node:timers/promises';
import { expect } from 'chai';
import { readAtMost, readShared, Share } from '../../harness/client/read-at-most.ts';

async function* chunks(count: number, bytes = 10): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent += 1) {
    await soon();
    yield Buffer.alloc(bytes, 'x');
  }
}

describe('reading a body', () => {
  it('ends at a number of bytes, and says that there was more', async () => {
    expect(await readAtMost(chunks(3), 100)).to.deep.equal({ text: 'x'.repeat(30), more: false });
    expect(await readAtMost(chunks(Infinity), 45)).to.deep.equal({ text: 'x'.repeat(50), more: true });
  });

  it('ends when all that are read together have a number of bytes under way, however many there are', async () => {
    const share = new Share(100);
    let sent = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks(Infinity)) {
        sent += chunk.byteLength;
        yield chunk;
      }
    }
    const read = await Promise.all([...Array.from({ length: 4 }, async () => await readShared(counted(), share)), readShared(chunks(1), share)]);
    expect(read).to.deep.equal([undefined, undefined, undefined, undefined, 'x'.repeat(10)]);
    // The last of them had all to itself.
    expect(sent).to.be.below(5 * 100);
    expect(await readShared(chunks(10), share)).to.equal('x'.repeat(100));
  });

  it('gives back what it took when the body breaks off', async () => {
    const share = new Share(50);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* chunks(4);
      throw new Error('cut off');
    }
    const error: unknown = await readShared(broken(), share).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'cut off');
    expect(await readShared(chunks(5), share)).to.equal('x'.repeat(50));
  });
});
