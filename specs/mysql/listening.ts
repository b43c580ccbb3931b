import type { Blame, Given, LessonNamespace, Pod } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import type { Door } from '../network/closing-policy.ts';
import { asRoot } from './admin.ts';
import { databaseName, mysqlPort, type Database } from './database.ts';
import { listeningServer } from './server-log.ts';
import { isOptionSet, optionSet } from './server-options.ts';
import { t } from './texts.ts';

/** A server that runs, and not where it is asked. */
export interface ListeningFault extends Blame {
  observed: Text;
}

/**
 * The port of its pod at which clients of the Service arrive: that of a headless Service is the clients' own. Undefined where
 * the Service leads to a name that the container has not.
 */
export function clientsPort(given: Given, database: Database): number | undefined {
  const service = given.manifest('Service', databaseName);
  if (service.get('spec.clusterIP') === 'None') return mysqlPort;
  const { targetPort = mysqlPort } = service.get<{ port?: number; targetPort?: number | string }[]>('spec.ports')?.find(({ port }) => port === mysqlPort) ?? {};
  if (typeof targetPort === 'number') return targetPort;
  return database.manifest.get<{ name?: string; containerPort?: number }[]>(`${database.path}.ports`)?.find(({ name }) => name === targetPort)?.containerPort;
}

/** Where clients of the Service arrive, as a NetworkPolicy sees it. */
export function databaseDoor(given: Given, database: Database): Door {
  const ports = database.manifest.get<{ name?: string; containerPort?: number }[]>(`${database.path}.ports`) ?? [];
  const port = clientsPort(given, database) ?? mysqlPort;
  return { labels: database.manifest.get<Record<string, string>>('spec.template.metadata.labels') ?? {}, port, portNames: ports.flatMap(({ name, containerPort }) => (name !== undefined && containerPort === port ? [name] : [])) };
}

/** What keeps a server that accepts connections from those of its clients, as its log and its variables say; undefined where nothing does, or it has not begun. */
export async function listeningFault(given: Given, place: LessonNamespace, database: Database): Promise<ListeningFault | undefined> {
  const [pod] = await database.in(place).pods().now();
  const state = pod === undefined ? undefined : listeningServer((await database.server(pod).lines()).map(({ text }) => text));
  return pod === undefined || state === undefined ? undefined : await faultAt(given, database, pod, state.port);
}

/** The same of a server that says at which port it listens; 0: at none. */
export async function faultAt(given: Given, database: Database, pod: Pod, port: number): Promise<ListeningFault | undefined> {
  const wanted = clientsPort(given, database);
  if (port === 0) return { ...optionSet(given, database, 'skip-networking', 'port'), hint: t.hints.networking, observed: t.listens.nowhere };
  if (wanted !== undefined && port !== wanted) {
    const at = isOptionSet(given, database, 'port') ? optionSet(given, database, 'port') : { on: `Service/${databaseName}` as const, field: 'spec.ports' };
    return { ...at, hint: t.hints.notReached, observed: t.listens.at(port, wanted) };
  }
  const { exitCode, stdout } = await asRoot(database, pod, 'SELECT @@GLOBAL.bind_address');
  const addresses = stdout.trim().split(',').filter((each) => each !== '');
  if (exitCode !== 0 || addresses.length === 0 || !addresses.every(isLoopback)) return undefined;
  return { ...optionSet(given, database, 'bind-address'), hint: t.hints.bindAddress, observed: t.listens.address(verbatim(addresses.join(', '))) };
}

function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|localhost$|::ffff:127\.)/.test(address.trim());
}
