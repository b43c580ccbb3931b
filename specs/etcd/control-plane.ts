import type { Given } from '../../harness/lesson/given.ts';

type Ran = Awaited<ReturnType<ReturnType<Given['node']>['run']>>;

const kubectl = ['kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf'];
const pki = '/etc/kubernetes/pki/etcd';
const authority = `--cacert=${pki}/ca.crt`;
const client = [`--cert=${pki}/server.crt`, `--key=${pki}/server.key`];

/** Milliseconds for a command in a container. */
const execMs = 30_000;

/** The node with the API server and etcd, as kubeadm sets them up; of a cluster of our own. */
export class ControlPlane {
  readonly node: string;
  readonly #given: Given;

  constructor(given: Given, node: string) {
    this.#given = given;
    this.node = node;
  }

  /** Finds it. Throws Error where no node has the administrator's credentials. */
  static async find(given: Given): Promise<ControlPlane> {
    for (const node of await given.nodes()) {
      const { exitCode } = await given.node(node).run(['test', '-f', '/etc/kubernetes/admin.conf']);
      if (exitCode === 0) return new ControlPlane(given, node);
    }
    throw new Error('no node has /etc/kubernetes/admin.conf');
  }

  /** Runs a program on the node. Throws Error with what it said when it ends badly. */
  async run(command: readonly string[], options: { input?: string; deadlineMs?: number } = {}): Promise<string> {
    const { stdout, stderr, exitCode } = await this.#given.node(this.node).run(command, options);
    if (exitCode !== 0) throw new Error(`${command.join(' ').slice(0, 200)} ended with exit code ${exitCode}: ${stderr.trim()}`);
    return stdout;
  }

  /** Runs etcdctl beside etcd; a bad end is no error. */
  async etcdctl(args: readonly string[], options: { deadlineMs?: number } = {}): Promise<Ran> {
    const command = [...kubectl, '--namespace=kube-system', 'exec', `etcd-${this.node}`, '--', 'etcdctl', authority, ...client, ...args];
    return await this.#given.node(this.node).run(command, options);
  }

  /**
   * Runs a command in a container in the name of a ServiceAccount, as somebody does who has its token and types `kubectl exec`: that needs
   * the right to create pods/exec alone. A bad end is no error.
   */
  async execAs(account: string, namespace: string, { pod, container, command }: { pod: string; container: string; command: readonly string[] }): Promise<Ran> {
    const token = `$(${kubectl.join(' ')} create token "$1" --namespace="$2" --duration=10m)`;
    const script = `token="${token}" && namespace="$2" && shift 2 && exec kubectl --kubeconfig=/dev/null --server=https://localhost:6443 --certificate-authority=/etc/kubernetes/pki/ca.crt --token="$token" --namespace="$namespace" exec "$@"`;
    return await this.#given.node(this.node).run(['sh', '-c', script, 'sh', account, namespace, pod, '-c', container, '--', ...command], { deadlineMs: execMs });
  }

  /** A certificate that etcd lets in, and its key, as PEM. */
  async clientCertificate(): Promise<{ cert: string; key: string }> {
    const [cert, key] = await Promise.all(['crt', 'key'].map(async (end) => await this.run(['cat', `${pki}/healthcheck-client.${end}`]))) as [string, string];
    return { cert, key };
  }

  /** What etcd holds for an object, as it lies there; empty where there is none. */
  async stored(plural: 'secrets' | 'configmaps', namespace: string, name: string): Promise<string> {
    const { stdout, stderr, exitCode } = await this.etcdctl(['get', `/registry/${plural}/${namespace}/${name}`, '--print-value-only']);
    if (exitCode !== 0) throw new Error(`etcdctl get ended with exit code ${exitCode}: ${stderr.trim()}`);
    return stdout;
  }
}
