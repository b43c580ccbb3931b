import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { padding, sizeInHeader, tarHeader } from '../../harness/bundle/tar-header.ts';

describe('tarHeader', () => {
  it('is read by tar, whatever the size', () => {
    for (const size of [0, 5, 8 ** 11 - 1, 8 ** 11, 20_000_000_000]) {
      // It is listed before tar misses what should follow.
      const { stdout } = spawnSync('tar', ['-tv'], { input: tarHeader('file', size, 1_700_000_000), env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } });
      expect(stdout.toString().split(/ +/).slice(0, 4).join(' ')).to.equal(`-rw-r--r-- 0/0 ${size} 2023-11-14`);
    }
  });

  it('refuses a name that does not fit', () => {
    expect(() => tarHeader('x'.repeat(101), 1, 0)).to.throw(RangeError, 'more than 100 bytes');
  });

  it('is known again by its name, and by nothing else', () => {
    const header = tarHeader('manifest.json', 1_234, 5);
    expect(sizeInHeader(header, 'manifest.json')).to.equal(1_234);
    expect(sizeInHeader(header, 'manifest')).to.equal(undefined);
    for (let at = 0; at < header.length; at += 1) {
      const flipped = Buffer.from(header);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(sizeInHeader(flipped, 'manifest.json'), `byte ${at}`).to.equal(undefined);
    }
  });
});

describe('padding', () => {
  it('fills up the last block', () => {
    expect([0, 1, 511, 512, 513].map(padding)).to.deep.equal([0, 511, 1, 0, 511]);
  });
});
