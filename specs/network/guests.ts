import { BlockList } from 'node:net';
import type { Given, LessonNamespace } from '../../harness/lesson/given.ts';
import type { Client } from './asking.ts';
import { clients, keptOut, partners, type ClientName } from './doors.ts';
import { ownNamespace, type End } from './rules.ts';

const app = 'koa-sample-ap';

/** The pods that ask, and where they are. */
export interface Guest {
  client: Client;
  end: End;
}

/** The control of the pod that is shut in. */
interface Muted {
  place: LessonNamespace;
  client: Client;
}

/** The pod that may look up names and nothing else, and its label. */
export const shutIn = 'shut-in';
/** A pod of the partners with the labels of the app: whose label it is decides only together with the namespace. */
export const namesake = 'namesake of partners';

/** Starts the pods that ask: readers on one node, guests on another where there are two, the one that is shut in, and the app's namesake. */
export class Guests {
  readonly #given: Given;
  #started: Promise<ReadonlyMap<string, Guest>> | undefined;
  #muted: Promise<Muted> | undefined;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Resolves when all of them run; made when it is first asked for. */
  async all(): Promise<ReadonlyMap<string, Guest>> {
    this.#started ??= this.#start();
    return await this.#started;
  }

  /** The clients alone, by name. */
  async clients(): Promise<ReadonlyMap<string, Client>> {
    return new Map([...(await this.all())].map(([name, { client }]) => [name, client]));
  }

  /** A pod in a namespace of its own, where a policy of the spec will take away every way out. */
  async muted(): Promise<Muted> {
    this.#muted ??= this.#given.namespace('control').then(async (place) => {
      const client = place.client({ keepPod: true });
      await client.start();
      return { place, client };
    });
    return await this.#muted;
  }

  async #start(): Promise<ReadonlyMap<string, Guest>> {
    const given = this.#given;
    const nodes = await given.nodes().catch((): string[] => []);
    const partner = await given.namespace(partners.name);
    const labelsOfTheApp = given.manifests.find('Deployment', app)?.get<Record<string, string>>('spec.template.metadata.labels') ?? {};
    const made = [...clients, shutIn, namesake].map(async (name): Promise<[string, Guest]> => {
      const role = name.split(' ')[0] ?? name;
      const labels = name === namesake ? labelsOfTheApp : { role };
      const isOwn = !name.includes('partners');
      const node = nodes.at(role === 'guest' ? -1 : 0);
      const client = (isOwn ? given : partner).client({ labels, keepPod: true, ...(node === undefined ? {} : { node }) });
      const { address = '' } = (await client.start()) ?? {};
      return [name, { client, end: { labels, namespace: isOwn ? ownNamespace : { ...partners.labels, 'kubernetes.io/metadata.name': partners.name }, own: isOwn, address } }];
    });
    return new Map(await Promise.all(made));
  }
}

/** The clients whose addresses the door for addresses lets in. */
export function withAddress(guests: ReadonlyMap<string, Guest>): ClientName[] {
  const list = new BlockList();
  list.addSubnet(keptOut.address, keptOut.prefix);
  return clients.filter((name) => !list.check(guests.get(name)?.end.address ?? ''));
}
