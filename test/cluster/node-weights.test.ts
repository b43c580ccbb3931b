import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { weighing } from '../../harness/cluster/node-weights.ts';
import { runCommand } from '../../harness/process/run-command.ts';

describe('the weights of a node\'s parts', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'weight-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });
  const sharesOf = (part: string): string => join(folder, part, 'cpu.shares');
  const weigh = async (): Promise<void> => { await runCommand('sh', ['-c', weighing(folder)], { deadlineMs: 5_000 }); };

  it('give pods more than containerd and the kubelet together, and the kubelet more than a tenth of all', async () => {
    const [pods = 0, kubelet = 0, system = 0] = await (async () => {
      const parts = ['kubelet', 'kubelet.slice', 'system.slice'];
      for (const part of parts) {
        mkdirSync(join(folder, part));
        writeFileSync(sharesOf(part), '1024\n');
      }
      await weigh();
      return parts.map((part) => Number(readFileSync(sharesOf(part), 'utf8')));
    })();
    expect(pods).to.be.above(kubelet + system);
    expect(kubelet / (pods + kubelet + system)).to.be.above(0.1);
  });

  it('are left alone where the kernel has no such cgroups', async () => {
    await weigh();
    expect(existsSync(sharesOf('kubelet'))).to.be.false;
  });
});
