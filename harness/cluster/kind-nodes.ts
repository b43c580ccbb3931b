import { CommandFailed, runCommand, runToEnd, type Ending } from '../process/run-command.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { defined } from '../values/defined.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.cluster;

/** A container that kind made as a node. */
export interface KindNode {
  id: string;
  name: string;
  role: string;
  running: boolean;
}

const QUICK_MS = 30_000;

/** The containers that carry kind's label for a cluster of this name. */
export async function listNodes(cluster: string, signal?: AbortSignal): Promise<KindNode[]> {
  const format = '{{.ID}}\t{{.Names}}\t{{.Label "io.x-k8s.kind.role"}}\t{{.State}}';
  const text = await runCommand('docker', ['ps', '--all', '--no-trunc', '--filter', `label=io.x-k8s.kind.cluster=${cluster}`, '--format', format], {
    deadlineMs: QUICK_MS,
    ...defined({ signal }),
  });
  return readNodes(text);
}

/** Reads what `docker ps` printed. */
export function readNodes(text: string): KindNode[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', name = '', role = '', state = ''] = line.split('\t');
      return { id, name, role, running: state === 'running' };
    });
}

/** When each node's container was last started, by name. */
export async function startTimes(nodes: readonly KindNode[], signal: AbortSignal): Promise<Map<string, number>> {
  const text = await runCommand('docker', ['inspect', '--format', '{{.Name}}\t{{.State.StartedAt}}', ...nodes.map((node) => node.id)], { deadlineMs: QUICK_MS, signal });
  const rows = text.split('\n').map((line) => line.split('\t'));
  return new Map(rows.map(([name = '', startedAt = '']) => [name.replace(/^\//, ''), Date.parse(startedAt)]));
}

/** A node's own address on the machine's Docker network, such as `172.18.0.2`; undefined when it has none. */
export async function nodeAddress(node: KindNode, signal: AbortSignal): Promise<string | undefined> {
  const text = await runCommand('docker', ['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}\n{{end}}', node.id], { deadlineMs: QUICK_MS, signal });
  return text.split('\n').find((line) => line !== '');
}

/**
 * Removes all nodes of a cluster with their volumes. A `kind create` that was cut off may have asked for one more, so
 * it looks again until none is left. Throws an EnvironmentError when nodes are left after 25 s.
 */
export async function removeNodes(cluster: string): Promise<void> {
  const deadline = Date.now() + 25_000;
  let last = verbatim('');
  for (;;) {
    const nodes = await listNodes(cluster);
    if (nodes.length === 0) return;
    if (Date.now() > deadline) {
      throw new EnvironmentError(t.named(cluster), t.notRemoved(nodes.map((node) => node.name).join(', '), last), t.notRemovedHint);
    }
    try {
      await runCommand('docker', ['rm', '--force', '--volumes', ...nodes.map((node) => node.id)], { deadlineMs: 20_000 });
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      last = error.text;
      await pause(300);
    }
  }
}

/**
 * Kills the container of a node without grace, as a power cut would end a machine, and starts it again. One command of
 * Docker's: whatever becomes of this process, the node is not left down.
 */
export async function killAndStart(node: KindNode): Promise<void> {
  await runCommand('docker', ['restart', '--signal', 'SIGKILL', '-t', '0', node.id], { deadlineMs: QUICK_MS });
}

/**
 * Runs a program on a node by its list of arguments, without a shell; a bad end is no error.
 *
 * @param options.deadlineMs then Docker's client is ended; the program on the node may go on
 * @param options.input what the program reads; nothing when absent
 * @throws CommandFailed when it did not end in time, or Docker cannot be asked
 */
export async function runOnNode(node: KindNode, command: readonly string[], options: { deadlineMs: number; signal: AbortSignal; input?: string }): Promise<Ending> {
  return await runToEnd('docker', ['exec', ...(options.input === undefined ? [] : ['--interactive']), node.id, ...command], options);
}

/** Runs a shell command on a node; resolves with its standard output. */
export async function onNode(node: KindNode, script: string, options: { deadlineMs: number; signal: AbortSignal; input?: string }): Promise<string> {
  return runCommand('docker', ['exec', '--interactive', node.id, 'sh', '-c', script], options);
}
