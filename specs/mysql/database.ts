import type { Deployment, StatefulSet } from '../../harness/client/objects.ts';
import type { Container, Given, LessonNamespace, Manifest, Pod } from '../../harness/lesson/given.ts';
import type { ScalableRef } from '../../harness/objects/scalable-ref.ts';
import { runningContainers, type WrittenContainer } from '../checks/containers.ts';

/** What the database's workload and its Service are called. */
export const databaseName = 'koa-sample-db';

/** Where a MySQL server listens by default, and where the app looks for it. */
export const mysqlPort = 3306;

/** The kinds that may run it. */
const kinds = ['Deployment', 'StatefulSet'] as const;

/** A workload by name, with what a Deployment and a StatefulSet have in common. */
export type DatabaseRef = ScalableRef<Deployment> | ScalableRef<StatefulSet>;

/** The database of a lesson's folder, whatever runs it. */
export class Database {
  /** Its Deployment or StatefulSet. */
  readonly manifest: Manifest;
  /** The path of the server's container in it. */
  readonly path: string;
  /** The name of that container. */
  readonly container: string;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    const { path, container } = serverOf(manifest);
    this.path = path;
    this.container = container.name;
  }

  /** Finds it. Throws LessonFailure that lists what there is. */
  static of(given: Given): Database {
    const found = kinds.map((kind) => given.manifests.find(kind, databaseName)).find((manifest) => manifest !== undefined);
    return new Database(found ?? given.manifest('Deployment', databaseName));
  }

  /** The workload in a namespace: its pods, whether it is complete, how to scale it. */
  in(place: LessonNamespace): DatabaseRef {
    return this.manifest.kind === 'StatefulSet' ? place.statefulSet(this.manifest.name) : place.deployment(this.manifest.name);
  }

  /** The path of what says how its pods are replaced. */
  get strategy(): string {
    return this.manifest.kind === 'StatefulSet' ? 'spec.updateStrategy' : 'spec.strategy';
  }

  /** The server's container in one of its pods. */
  server(pod: Pod): Container {
    return pod.container(this.container);
  }
}

/** The container that runs the server: a client's may have the same image, and may stand before it. */
function serverOf(workload: Manifest): WrittenContainer {
  const none = { path: 'spec.template.spec.containers', container: { name: '' } };
  return runningContainers(workload).toSorted((a, b) => likeness(b.container) - likeness(a.container))[0] ?? none;
}

/** How much a container looks like the server's. */
function likeness({ image = '', command, args = [], env = [], ports = [], volumeMounts = [] }: WrittenContainer['container']): number {
  const repository = image.replace(/@.*$/, '').replace(/:[^/]*$/, '').split('/').at(-1) ?? '';
  const words = [...(command ?? []), ...args].join(' ');
  const signs = [
    // The image starts the server by itself, or is told to.
    command === undefined ? /mysql|percona|koa-sample-db/.test(repository) && !/exporter/.test(repository) : /\bmysqld(_safe)?\b|docker-entrypoint/.test(words),
    env.some(({ name }) => /^MYSQL_(ROOT_PASSWORD|RANDOM_ROOT_PASSWORD|ALLOW_EMPTY_PASSWORD|DATABASE)/.test(name)),
    ports.some(({ containerPort }) => containerPort === mysqlPort),
    volumeMounts.some(({ mountPath }) => /^\/(var\/lib\/mysql|docker-entrypoint-initdb\.d)\b/.test(mountPath)),
  ];
  return signs.filter(Boolean).length;
}
