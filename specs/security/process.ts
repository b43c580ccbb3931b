import type { Container } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** Capabilities of Linux by their bits, from 0 (`include/uapi/linux/capability.h`, as of Linux 5.9). */
const capabilities = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST',
  'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM',
  'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
] as const;

/** What a process may do, as the kernel tells it in `/proc/self/status` (proc_pid_status(5)). */
export interface ProcessStatus {
  /** Number of the user that counts for what it may do (the effective one). */
  user: number;
  /** The same of its group. */
  group: number;
  /** Further groups that it is a member of. */
  groups: number[];
  /** Its effective capabilities, by their names without `CAP_`. */
  capabilities: string[];
  /** Whether no program that it starts can gain rights. */
  noNewPrivileges: boolean;
  /** 0: every system call; 1: strict; 2: filtered. */
  seccomp: number;
}

/** Reads `/proc/self/status`; a field that a kernel does not tell is as on one that has nothing of the kind. */
export function parseStatus(text: string): ProcessStatus {
  const fields = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const numbers = (field: string): number[] => (fields.get(field) ?? '').split(/\s+/).filter((each) => each !== '').map(Number);
  const bits = BigInt(`0x${fields.get('CapEff') ?? '0'}`);
  return {
    user: numbers('Uid')[1] ?? NaN,
    group: numbers('Gid')[1] ?? NaN,
    groups: numbers('Groups'),
    capabilities: capabilities.filter((_, bit) => (bits >> BigInt(bit)) % 2n === 1n),
    noNewPrivileges: fields.get('NoNewPrivs') === '1',
    seccomp: numbers('Seccomp')[0] ?? 0,
  };
}

/** What a process that is started in a container may do: the same as the container's own. */
export async function statusIn(container: Container): Promise<ProcessStatus> {
  const { stdout } = await container.exec(['cat', '/proc/self/status'], { purpose: t.readStatus });
  return parseStatus(stdout);
}

/** Number on the node of the user who is root in a container, by `/proc/self/uid_map` (user_namespaces(7)); undefined where root is nobody there. */
export function rootOutside(uidMap: string): number | undefined {
  const ranges = uidMap.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return ranges.find(([inside, outside]) => inside === 0 && outside !== undefined)?.[1];
}
