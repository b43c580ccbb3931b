import { kindNamed } from '../client/kinds.ts';
import type { Event, KubeObject } from '../client/objects.ts';
import { nameOnCluster } from '../manifests/isolation/names.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { apiSource } from '../wait/api-source.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** An event that is waited for. */
export interface WantedEvent {
  /** The object that the event is about, such as `Pod/web`, under the learner's name. */
  about: ObjectName;
  /** Such as `Evicted`. */
  reason: string;
  /** Must fit the message. */
  message?: RegExp;
  type?: 'Normal' | 'Warning';
}

/** Kubernetes records events about objects of the whole cluster in this namespace. */
const clusterWideEvents = 'default';

/**
 * Resolves with the first event that fits, also one that was recorded before; 60 s when `within` (milliseconds) is absent.
 * All events about the object are followed, not only those of that reason, so that the failure can say what came instead.
 *
 * @throws LessonFailure that lists the events about the object
 */
export async function untilEvent(scope: Scope, wanted: WantedEvent, options: WaitOptions = {}): Promise<Event> {
  const { session, watcher } = scope;
  const about = scope.calledId(wanted.about);
  const { namespace, fields } = selection(scope, about);
  return await watcher.until<{ events: Event & KubeObject }, Event>({
    object: about,
    state: texts.verbs.event(wanted.reason, String(wanted.message ?? '')),
    sources: { events: apiSource<Event & KubeObject>(session.client, 'v1', 'Event', { namespace, fields }) },
    reached: ({ events }) => events.find((event) => fits(event, wanted)),
    describe: ({ events }) => describeEvents(events),
    options,
  });
}

/** The events about an object now, oldest first. */
export async function eventsAbout(scope: Scope, about: ObjectName): Promise<Event[]> {
  const { items } = await scope.session.client.list<Event>('v1', 'Event', selection(scope, scope.calledId(about)));
  return inOrder(items);
}

function selection(scope: Scope, about: ObjectName): { namespace: string; fields: string } {
  const { kind, name } = kindAndName(about);
  return {
    namespace: kindNamed(kind)?.namespaced === false ? clusterWideEvents : scope.namespace,
    fields: `involvedObject.kind=${kind},involvedObject.name=${nameOnCluster(kind, name, scope.isolation)}`,
  };
}

function fits(event: Event, { reason, message, type }: WantedEvent): boolean {
  return event.reason === reason && (type === undefined || event.type === type) && (message === undefined || message.test(event.message ?? ''));
}

/** When an event was recorded last; newer clients fill in `eventTime` only. */
function timeOf(event: Event): number {
  return Date.parse(event.lastTimestamp ?? event.series?.lastObservedTime ?? event.eventTime ?? event.metadata.creationTimestamp ?? '');
}

function inOrder(events: readonly Event[]): Event[] {
  return events.toSorted((a, b) => timeOf(a) - timeOf(b));
}

/** The events in one line, each once. */
export function describeEvents(events: readonly Event[]): Text {
  if (events.length === 0) return texts.verbs.noEvents;
  const lines = inOrder(events).map(({ type = '', reason = '', message = '' }) => `${type} ${reason}: ${message.trim()}`);
  return texts.verbs.events([...new Set(lines)].join('; '));
}
