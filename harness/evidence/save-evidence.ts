import { join } from 'node:path';

import { stringify } from 'yaml';

import type { ClusterClient } from '../client/cluster-client.ts';
import { kinds } from '../client/kinds.ts';
import type { Event, KubeObject, Pod } from '../client/objects.ts';
import { keep } from '../lesson-process/keep.ts';
import { ownClusterWide } from '../manifests/own-objects.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { readLog } from '../access/logs.ts';
import type { Timeline } from '../wait/wait-until.ts';
import { evidenceFolder } from './evidence-folder.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { redact, redactText } from '../secrets/redact.ts';
import { causeText } from '../text/error-text.ts';
import { texts } from '../text/texts.ts';
import type { Language } from '../text/language.ts';

const t = texts.evidence;

/** Kinds of a namespace whose state is saved. */
const savedKinds = kinds.filter((each) => each.namespaced && each.evidence === true);

/** Lines and bytes of one container's log that are kept. */
const lastLines = 500;
const mostBytes = 256 * 1024;

export interface EvidenceOptions {
  client: ClusterClient;
  namespaces: readonly string[];
  /** Labels of the run's cluster-wide objects. */
  labels: Record<string, string>;
  timelines: readonly Timeline[];
  reportDir: string;
  lesson: string;
  /** Number and title of the test. */
  number: number;
  title: string;
  /** The reader's. */
  language: Language;
  signal: AbortSignal;
}

/**
 * Saves what explains a failure: events, object states, logs, the history of the waits. What cannot be fetched is named
 * in its file instead. Returns the paths, relative to the report folder.
 */
export async function saveEvidence(options: EvidenceOptions): Promise<string[]> {
  const { client, namespaces, language, signal } = options;
  const folder = evidenceFolder(options.lesson, options.number, options.title);
  const saved: string[] = [];
  const save = (name: string, text: string): void => {
    if (text === '') return;
    const path = join(folder, name);
    if (keep(options.reportDir, () => { writePrivateFile(join(options.reportDir, path), hideSecrets(text.endsWith('\n') ? text : `${text}\n`)); })) saved.push(path);
  };
  save('waits.txt', options.timelines.map((timeline) => describeTimeline(timeline, language)).join('\n'));
  await Promise.all([
    ...namespaces.map(async (namespace) => {
      save(`${namespace}-events.txt`, await orReason(language, async () => describeEvents((await client.list<Event>('v1', 'Event', { namespace }, { signal })).items, language)));
    }),
    ...namespaces.map(async (namespace) => {
      save(`${namespace}-objects.yaml`, await orReason(language, async () => await objects(client, namespace, language, signal)));
    }),
    orReason(language, async () => await clusterWide(options)).then((text) => { save('cluster-objects.yaml', text); }),
    ...namespaces.map(async (namespace) => {
      for (const [name, text] of await logs(client, namespace, language, signal)) save(name, text);
    }),
  ]);
  return saved.sort();
}

async function orReason(language: Language, fetch: () => Promise<string>): Promise<string> {
  try {
    return await fetch();
  } catch (error) {
    return `${t.notAvailable(causeText(error))[language]}\n`;
  }
}

/** The objects of the whole cluster that were made for the lesson's own namespaces; those of other lessons explain nothing. */
async function clusterWide({ client, namespaces, labels, signal }: EvidenceOptions): Promise<string> {
  const own = await Promise.all(namespaces.map(async (namespace) => await ownClusterWide(client, namespace, labels, signal)));
  return own.flat().map(({ apiVersion, kind, object }) => describeObjects([object], apiVersion, kind)).join('---\n');
}

async function objects(client: ClusterClient, namespace: string, language: Language, signal: AbortSignal): Promise<string> {
  const lists = await Promise.all(
    savedKinds.map(async ({ apiVersion, kind }) => await orReason(language, async () => describeObjects((await client.list(apiVersion, kind, { namespace }, { signal })).items, apiVersion, kind))),
  );
  return lists.filter((text) => text !== '').join('---\n');
}

function describeObjects(items: readonly KubeObject[], apiVersion: string, kind: string): string {
  return items.map((item) => stringify(redact({ apiVersion, kind, ...item }))).join('---\n');
}

/** One line an event, oldest first. */
export function describeEvents(events: readonly Event[], language: Language): string {
  const time = (event: Event): string => event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
  const line = (event: Event): string => `${time(event)} ${event.type ?? ''} ${event.involvedObject.kind ?? ''}/${event.involvedObject.name ?? ''} ${event.reason ?? ''}: ${redactText(event.message ?? '')}`;
  return events
    .toSorted((a, b) => time(a).localeCompare(time(b)))
    .map((event) => ((event.count ?? 1) > 1 ? t.times(line(event), event.count ?? 1)[language] : line(event)))
    .join('\n');
}

function describeTimeline({ object, state, startedAt, seen, outcome }: Timeline, language: Language): string {
  const history = seen.map(({ atMs, what }) => `  ${(atMs / 1000).toFixed(3).padStart(8)} s  ${what[language]}`);
  return [t.waited(object, state, new Date(startedAt).toISOString())[language], ...history, `  ${outcome[language]}`].join('\n');
}

async function logs(client: ClusterClient, namespace: string, language: Language, signal: AbortSignal): Promise<[name: string, text: string][]> {
  let pods: Pod[];
  try {
    pods = (await client.list<Pod>('v1', 'Pod', { namespace }, { signal })).items;
  } catch {
    // The objects' file already says that the namespace cannot be read.
    return [];
  }
  const wanted = pods.flatMap((pod) =>
    [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])].flatMap((container) => {
      const name = { namespace, pod: pod.metadata?.name ?? '', container: container.name };
      const started = container.state?.waiting === undefined || container.lastState?.terminated !== undefined;
      return [...(started ? [{ ...name, previous: false }] : []), ...(container.lastState?.terminated === undefined ? [] : [{ ...name, previous: true }])];
    }),
  );
  return await Promise.all(
    wanted.map(async ({ previous, ...container }): Promise<[string, string]> => {
      const text = await orReason(language, async () => {
        const lines = await readLog(client, container, { previous, tailLines: lastLines, limitBytes: mostBytes, signal });
        return redactText(lines.map((line) => `${line.stamp} ${line.text}`).join('\n'));
      });
      return [`${namespace}-${container.pod}-${container.container}${previous ? '-previous' : ''}.log`, text];
    }),
  );
}
