import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { runCommand } from '../process/run-command.ts';
import { portVariables, type HostPorts } from './names.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.cluster;

/** Throws an EnvironmentError that names the port, who holds it where that can be seen, and how to choose another. */
export async function ensurePortsFree(ports: HostPorts): Promise<void> {
  for (const use of ['http', 'https', 'mysql'] as const) {
    const port = ports[use];
    const problem = await listenProblem(port);
    if (problem === undefined) continue;
    const { variable } = portVariables[use];
    if (problem === 'EADDRINUSE') {
      const holder = await portHolder(port);
      throw new EnvironmentError(t.port(port), holder === undefined ? t.portInUse(port) : t.portInUseBy(port, holder), t.portInUseHint(variable));
    }
    throw new EnvironmentError(t.port(port), t.portRefused(port, problem), t.portRefusedHint(variable));
  }
}

function listenProblem(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => { resolve(error.code ?? error.message); });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => { resolve(undefined); });
    });
  });
}

/** Who listens on a TCP port of this machine, such as `nginx (pid 4711)`; undefined where that cannot be seen. */
export async function portHolder(port: number): Promise<Text | undefined> {
  const container = await publishingContainer(port);
  if (container !== undefined) return t.holder.container(container);
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')));
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const pid = await processWithSocket(inodes);
  if (pid === undefined) return t.holder.otherUser;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  return t.holder.process(name?.trim() ?? t.holder.unnamed, pid);
}

/**
 * Inodes of the sockets that listen on a port, from the text of `/proc/net/tcp` (proc(5)): local address as
 * `<hex address>:<hex port>`, then the remote one, then the state, `0A` for listening; the inode is the tenth column.
 */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${wanted}`) === true && columns[3] === '0A')
    .flatMap((columns) => columns[9] ?? []);
}

async function processWithSocket(inodes: ReadonlySet<string>): Promise<string | undefined> {
  const wanted = new Set([...inodes].map((inode) => `socket:[${inode}]`));
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const folder = `/proc/${pid}/fd`;
    const descriptors = await readdir(folder).catch(() => []);
    for (const descriptor of descriptors) {
      if (wanted.has(await readlink(`${folder}/${descriptor}`).catch(() => ''))) return pid;
    }
  }
  return undefined;
}

/** A published port is held by Docker's own proxy, which says nothing; the container says more. */
async function publishingContainer(port: number): Promise<string | undefined> {
  try {
    const names = await runCommand('docker', ['ps', '--filter', `publish=${port}`, '--format', '{{.Names}}'], { deadlineMs: 5_000 });
    return names.split('\n').find((name) => name !== '');
  } catch {
    return undefined;
  }
}
