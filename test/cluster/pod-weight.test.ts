import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { weighing } from '../../harness/cluster/pod-weight.ts';
import { runCommand } from '../../harness/process/run-command.ts';

describe('the weight of pods', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'weight-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  it('is more than containerd and the kubelet have, together 2048', async () => {
    const file = join(folder, 'cpu.shares');
    writeFileSync(file, '1024\n');
    await runCommand('sh', ['-c', weighing(file)], { deadlineMs: 5_000 });
    expect(Number(readFileSync(file, 'utf8'))).to.be.above(2_048);
  });

  it('is left alone where the kernel has no such cgroup', async () => {
    const file = join(folder, 'cpu.shares');
    await runCommand('sh', ['-c', weighing(file)], { deadlineMs: 5_000 });
    expect(existsSync(file)).to.be.false;
  });
});
