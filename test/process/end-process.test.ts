import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';

/** More than a pipe holds (64 kB on Linux). */
const size = 1_000_000;

function printAndEnd(): ReturnType<typeof spawn> {
  const file = join(import.meta.dirname, '..', '..', 'harness', 'process', 'end-process.ts');
  const program = `import { endProcess } from ${JSON.stringify(file)}; console.log('x'.repeat(${size - 1})); await endProcess(3);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('endProcess', () => {
  it('ends with the exit code when a reader that comes late has got everything', async () => {
    const child = printAndEnd();
    const closed = once(child, 'close');
    await Promise.race([once(child, 'exit'), sleep(1_000)]);
    let length = 0;
    child.stdout?.on('data', (chunk: Buffer) => { length += chunk.length; });
    expect(await closed).to.deep.equal([3, null]);
    expect(length).to.equal(size);
  });

  it('ends when the reader has gone', async () => {
    const child = printAndEnd();
    const closed = once(child, 'exit');
    child.stdout?.destroy();
    const [code] = await closed as [number | null];
    expect(code).to.not.equal(null);
  });
});
