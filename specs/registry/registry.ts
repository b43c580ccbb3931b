import type { KubeObject, Service } from '../../harness/client/objects.ts';
import type { Given, LessonNamespace } from '../../harness/lesson/given.ts';
import { serverCertificate } from '../../harness/objects/server-certificate.ts';
import { askUntil } from '../checks/ask-until.ts';
import { bcrypt } from './bcrypt.ts';
import { registryHost, user } from './host.ts';

const name = 'own-registry';
const port = 5_000;
/** Milliseconds in which a node surely leads to a new pod. */
const answeredMs = 20_000;
/** Milliseconds for a push from a node: some tens of megabytes through one pod. */
const pushMs = 60_000;

/** Signs in, and finds the registry as the node's own runtime does. */
const asUser = (given: Given): string[] => ['--user', `${user}:${given.registryPassword}`, '--hosts-dir', '/etc/containerd/certs.d'];

const config = `version: 0.1
storage: { filesystem: { rootdirectory: /data } }
http:
  addr: ':${port}'
  tls: { certificate: /registry/tls.crt, key: /registry/tls.key }
auth: { htpasswd: { realm: registry, path: /registry/htpasswd } }
`;

/** A private registry in a namespace beside that of the lesson: TLS by a certificate of its own, and one user. */
export class Registry {
  readonly #given: Given;
  readonly #node: string;
  /** What it is called in this run. */
  readonly host: string;

  private constructor(given: Given, node: string, host: string) {
    this.#given = given;
    this.#node = node;
    this.host = host;
  }

  /** Starts it and tells all nodes of it. Undefined where the nodes' container runtime cannot be told. */
  static async start(given: Given): Promise<Registry | undefined> {
    const host = given.host(registryHost);
    // Policies of the folder hold for its own pods, and not for the registry.
    const beside = await given.namespace('registry');
    const url = await startPod(given, beside);
    const nodes = await given.nodes();
    const known = await Promise.all(nodes.map(async (node) => await given.node(node).knowsRegistry(host, url)));
    const [node] = nodes;
    await beside.pod(name).ready({ starts: 'alone' });
    if (node === undefined || known.includes(false)) return undefined;
    await Promise.all(nodes.map(async (each) => { await untilAnswered(given, each, host); }));
    return new Registry(given, node, host);
  }

  /**
   * Pushes an image that the nodes have, such as `hello:2.0`, under a name in the registry, such as `hello:moving`.
   *
   * @returns its digest
   * @throws Error when that fails: it is nothing that a folder could do anything about
   */
  async push(image: string, as: string): Promise<string> {
    const own = `docker.io/library/${image}`;
    // Nothing is called as in the registry here: the kubelet may pull that name for a pod at the same time.
    await this.#ctr('images', 'push', '--local', ...asUser(this.#given), `${this.host}/${as}`, own);
    const [digest] = /sha256:[0-9a-f]{64}/.exec(await this.#ctr('images', 'ls', `name==${own}`)) ?? [];
    if (digest === undefined) throw new Error(`containerd shows no digest of ${own}`);
    return digest;
  }

  async #ctr(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#given.node(this.#node).run(['ctr', '--namespace', 'k8s.io', ...args], { deadlineMs: pushMs });
    if (exitCode !== 0) throw new Error(`ctr ${args.slice(0, 2).join(' ')} ended with exit code ${exitCode}: ${stderr.trim()}`);
    return stdout;
  }
}

/**
 * Resolves when a node's runtime gets an answer of the registry: that the node leads the Service's address to the new pod cannot be
 * watched, and until then it leads elsewhere. Throws Error when there is none within 20 s.
 */
async function untilAnswered(given: Given, node: string, host: string): Promise<void> {
  const pull = ['ctr', '--namespace', 'k8s.io', 'images', 'pull', '--local', ...asUser(given), `${host}/nothing:1.0`];
  await askUntil(
    async () => (await given.node(node).run(pull, { deadlineMs: answeredMs })).stderr,
    (said) => /not found/i.test(said),
    { withinMs: answeredMs, late: ({ answer }) => { throw new Error(`${node} does not reach the registry: ${answer.trim()}`); } },
  );
}

/** Resolves with the address at which nodes reach it, and the certificate that it shows. */
async function startPod(given: Given, beside: LessonNamespace): Promise<{ url: string; certificate: string }> {
  const make = async (object: KubeObject & Record<string, unknown>): Promise<void> => { await beside.apply(given.object(object)); };
  await make({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [{ port, targetPort: port }] } });
  const { spec } = (await beside.service(name).now()) as Service;
  const address = spec?.clusterIP ?? '';
  const { certificate, key } = await serverCertificate(address);
  await make({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { 'config.yml': config, htpasswd: `${user}:${bcrypt(given.registryPassword)}\n`, 'tls.crt': certificate, 'tls.key': key } });
  await make({
    apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 0, automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65_534, runAsGroup: 65_534, fsGroup: 65_534, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'registry', image: 'registry:3', imagePullPolicy: 'IfNotPresent', command: ['registry', 'serve', '/registry/config.yml'],
        readinessProbe: { tcpSocket: { port }, periodSeconds: 1 },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'files', mountPath: '/registry', readOnly: true }, { name: 'data', mountPath: '/data' }],
      }],
      volumes: [{ name: 'files', secret: { secretName: name } }, { name: 'data', emptyDir: {} }],
    },
  });
  return { url: `https://${address}:${port}`, certificate };
}
