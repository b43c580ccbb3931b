import { execa } from 'execa';
import { runCommand } from '../process/run-command.ts';
import { dataFolder } from '../workshop/learner-volumes.ts';

/** Milliseconds that one command of a handout may take. */
const commandMs = 180_000;

/** What a command has printed, and how it ended. */
export interface Printed {
  out: string[];
  /** Warnings and errors. */
  err: string[];
  exitCode: number;
}

/**
 * A shell beside the API server, with the kubectl of the node's image: no other is needed, and its version is the cluster's. In its folder lie
 * the manifests as in a checkout, and a kubeconfig.
 */
export class NodeShell {
  readonly #node: string;
  readonly #folder: string;
  readonly #kubeconfig: string;

  private constructor(node: string, folder: string, kubeconfig = 'kubeconfig') {
    this.#node = node;
    this.#folder = folder;
    this.#kubeconfig = kubeconfig;
  }

  /**
   * @param node container of a node with a control plane
   * @param name of the folder, unique on the node
   */
  static async open(node: string, name: string, files: { manifests: string; kubeconfig: string }, signal: AbortSignal): Promise<NodeShell> {
    const folder = `/root/handout-${name}`;
    const options = { deadlineMs: 60_000, signal };
    await runCommand('docker', ['exec', node, 'mkdir', '-p', folder], options);
    await runCommand('docker', ['cp', '-q', files.manifests, `${node}:${folder}/manifests`], options);
    await runCommand('docker', ['cp', '-q', files.kubeconfig, `${node}:${folder}/kubeconfig`], options);
    return new NodeShell(node, folder);
  }

  /**
   * A shell in the same folder whose kubeconfig is the cluster's own, with all rights. It begins in the namespace. Into the manifests is
   * written what pages tell their readers to write there: rights that they give to accounts of `default` are given to those of this
   * namespace, what a policy's binding refuses it refuses here alone, and folders of nodes are this namespace's own.
   */
  async asAdministrator(namespace: string, signal: AbortSignal): Promise<NodeShell> {
    const shell = new NodeShell(this.#node, this.#folder, 'admin.kubeconfig');
    for (const command of [
      'cp /etc/kubernetes/admin.conf admin.kubeconfig',
      `kubectl config set-context --current --namespace=${namespace}`,
      `find manifests -name '*.yaml' -exec sed -i -e 's/namespace: default$/namespace: ${namespace}/' -e 's/^  policyName: .*/&\\n  matchResources: { namespaceSelector: { matchLabels: { kubernetes.io\\/metadata.name: ${namespace} } } }/' -e 's#path: /var/lib/#path: ${dataFolder}/${namespace}/#' {} +`,
    ]) {
      const { exitCode, err } = await shell.run(command, signal);
      if (exitCode !== 0) throw new Error(`${command}: ${err.join(' ')}`);
    }
    return shell;
  }

  /** Runs one line as a shell reads it. A command that takes too long is ended, with the exit code 124. */
  async run(command: string, signal: AbortSignal): Promise<Printed> {
    const { stdout, stderr, exitCode } = await execa('docker', [
      'exec', '--workdir', this.#folder, '--env', `KUBECONFIG=${this.#folder}/${this.#kubeconfig}`, this.#node,
      'timeout', String(commandMs / 1000), 'sh', '-c', command,
    ], { reject: false, cancelSignal: signal, stripFinalNewline: true });
    signal.throwIfAborted();
    return { out: linesOf(stdout), err: linesOf(stderr), exitCode: exitCode ?? 1 };
  }

  async close(): Promise<void> {
    await runCommand('docker', ['exec', this.#node, 'rm', '-rf', this.#folder], { deadlineMs: 30_000 });
  }
}

/** What was printed, line by line. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/\r?\n/);
}
