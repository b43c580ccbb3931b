import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepingInside } from '../../harness/cluster/inner-addresses.ts';
import { runCommand } from '../../harness/process/run-command.ts';

describe('what is for Services and pods', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'inner-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  /** What a node is told that has these rules already. */
  async function told(script: string, rules: string[] = []): Promise<string[]> {
    const log = join(folder, 'log');
    writeFileSync(log, '');
    const known = rules.map((rule) => `[ "$*" = "-w -C ${rule}" ] && exit 0`).join('\n');
    for (const [name, body] of [['iptables', `${known}\necho "iptables $*" >> ${log}\n[ "$2" != -C ]`], ['ip', `echo "ip $*" >> ${log}`]] as const) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    await runCommand('sh', ['-c', script], { deadlineMs: 5_000, env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } });
    return readFileSync(log, 'utf8').split('\n').filter((line) => line !== '' && !line.includes(' -C '));
  }

  it('leaves no node', async () => {
    expect(await told(keepingInside(['10.96.0.0/16'], '10.244.1.0/24'))).to.deep.equal([
      'iptables -w -I FORWARD -d 10.96.0.0/16 -j REJECT',
      'iptables -w -I OUTPUT -d 10.96.0.0/16 -j REJECT',
      'ip route replace unreachable 10.244.1.0/24',
    ]);
  });

  it('is kept inside once', async () => {
    expect(await told(keepingInside(['10.96.0.0/16'], undefined), ['FORWARD -d 10.96.0.0/16 -j REJECT'])).to.deep.equal(['iptables -w -I OUTPUT -d 10.96.0.0/16 -j REJECT']);
  });

  it('is told by addresses of IPv4', async () => {
    expect(await told(keepingInside(['fd00:10:96::/112'], 'fd00:10:244::/64') || 'true')).to.deep.equal([]);
  });
});
