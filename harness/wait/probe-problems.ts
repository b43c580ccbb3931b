import type { Container, Event, Pod } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { eventsOf, timesOf } from './describe-pod.ts';
import { containerField, ownerOf } from './pod-owner.ts';
import type { Problem } from './problem.ts';

type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

const t = texts.wait;

/** A program that responds has its routes by then; one that opens an undeclared port does so with its others. */
const misdirectedMs = 8_000;
/** A program that needs nothing, and was ended by its probe, has been started again by then. */
const killedMs = 10_000;
/** As often a program is not ended by its probe because the machine is slow for a moment. */
const noAccident = 2;

type Kind = 'liveness' | 'readiness' | 'startup';

/**
 * A program that kubelet ends because of its own probe, and starts again: what it was about to do then begins anew, or is left
 * half done. One such ending may be an accident of a slow machine.
 */
export function killedByProbe(pod: Pod, container: ContainerStatus, events: readonly Event[]): Problem[] {
  if (container.restartCount === 0 || container.ready) return [];
  const own = eventsOf(pod, events);
  const endings = own.filter((event) => event.reason === 'Killing' && event.message?.startsWith(`Container ${container.name} failed `) === true);
  const kind = /failed (liveness|startup) probe/.exec(endings.at(-1)?.message ?? '')?.[1] as Kind | undefined;
  if (kind === undefined) return [];
  // What restarts a container otherwise, such as a test that kills its program, is not counted.
  const times = timesOf(endings);
  const said = lastFailure(own, container.name, [kind])?.message;
  const aim = said === undefined ? undefined : misdirection(pod, container.name, kind, said);
  // Where it asks in vain for certain, more time helps nobody.
  const vain = aim?.isCertain === true ? aim : undefined;
  // What the program itself says, such as that its database is away, may soon be over.
  const isOwnWord = /statuscode: 5\d\d/.test(said ?? '');
  const certain = times >= noAccident && !isOwnWord;
  return [{
    key: `${pod.metadata?.name ?? ''} ${container.name} killed`,
    object: ownerOf(pod).object,
    field: `${containerField(pod, container.name)}.${kind}Probe${vain?.part ?? ''}`,
    observed: t.container.killedByProbe(container.name, kind, times),
    hint: vain?.hint ?? t.hints.killedByProbe,
    graceMs: certain ? 0 : Infinity,
    graceOf: { alone: certain ? 0 : isOwnWord ? Infinity : killedMs },
  }];
}

/**
 * A probe that looks where nothing responds, or whose command fails. On a port that the container declares a slow program may
 * still begin to listen: nothing is certain, but at the deadline it explains more than "not ready". A response such as 503
 * is the program's own word, and not the probe's fault.
 */
export function misdirectedProbe(pod: Pod, container: ContainerStatus, events: readonly Event[]): Problem[] {
  if (container.state?.running === undefined || container.ready) return [];
  const failure = lastFailure(eventsOf(pod, events), container.name, ['readiness', 'startup']);
  const aim = failure === undefined ? undefined : misdirection(pod, container.name, failure.kind, failure.message);
  if (failure === undefined || aim === undefined) return [];
  return [{
    key: `${pod.metadata?.name ?? ''} ${container.name} probe`,
    object: ownerOf(pod).object,
    field: `${containerField(pod, container.name)}.${failure.kind}Probe${aim.part}`,
    observed: t.container.runsNotReady(container.name, failure.message),
    hint: aim.hint,
    graceMs: aim.isCertain ? aim.afterMs : Infinity,
    ...(aim.isCertain || aim.isCommand === true ? {} : { graceOf: { 'at once': aim.afterMs } }),
  }];
}

/** How a probe of one of these kinds failed last. */
function lastFailure(events: readonly Event[], container: string, kinds: readonly Kind[]): { kind: Kind; message: string } | undefined {
  const own = events.filter(({ involvedObject }) => [undefined, `spec.containers{${container}}`, `spec.initContainers{${container}}`].includes(involvedObject.fieldPath));
  const said = own.filter(({ reason }) => reason === 'Unhealthy').map(({ message = '' }) => message);
  return said.flatMap((message) => kinds.filter((kind) => new RegExp(`^${kind} probe (?:failed|errored)`, 'i').test(message)).map((kind) => ({ kind, message }))).at(-1);
}

/** What in a probe keeps it from succeeding. */
interface Misdirection {
  /** Path below the probe. */
  part: string;
  hint: Text;
  /** Whether the program has no part in it, so that it will not pass. */
  isCertain: boolean;
  /** Milliseconds after which even a program that has only just started would respond. */
  afterMs: number;
  isCommand?: true;
}

/** Reads from what a probe said that it asks in vain; undefined where it was the program's own word. */
function misdirection(pod: Pod, container: string, kind: Kind, message: string): Misdirection | undefined {
  const spec = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].find(({ name }) => name === container);
  const asks = spec?.[`${kind}Probe`];
  // Kubelet looks the name up in the container's own list.
  if (/port "[^"]+" not found/.test(message)) return { part: asks?.tcpSocket === undefined ? '.httpGet.port' : '.tcpSocket.port', hint: t.hints.probe, isCertain: true, afterMs: 0 };
  if (asks?.exec !== undefined) {
    // A program that is not there does not come, nor does one learn what it was asked for; one that fails may yet succeed.
    const isCertain = /executable file not found|no such file|exec failed: .*(?:permission denied|exec format error)|(?:unknown|unrecognized|invalid) (?:command|option|variable)|^usage:/im.test(message);
    return { part: '.exec.command', hint: t.hints.probeCommand, isCertain, afterMs: misdirectedMs, isCommand: true };
  }
  // Which protocol a program speaks does not change.
  if (asks?.httpGet?.scheme === 'HTTPS' && /HTTP response to HTTPS client|first record does not look like a TLS handshake/.test(message)) {
    return { part: '.httpGet.scheme', hint: t.hints.probeScheme, isCertain: true, afterMs: 0 };
  }
  if (!/connection refused|statuscode: 404|i\/o timeout|no such host|no route to host/.test(message)) return undefined;
  // A probe with a host does not ask the pod, but from the node: 127.0.0.1 is the node itself.
  const elsewhere = asks?.httpGet?.host === undefined ? (asks?.tcpSocket?.host === undefined ? undefined : '.tcpSocket.host') : '.httpGet.host';
  if (elsewhere !== undefined) return { part: elsewhere, hint: t.hints.probeHost, isCertain: true, afterMs: misdirectedMs };
  return { part: message.includes('statuscode: 404') ? '.httpGet.path' : '', hint: t.hints.probe, isCertain: isElsewhere(spec, message), afterMs: misdirectedMs };
}

/** Whether a probe found the program without what it asked for, or asked at a port that is none of the container's. */
function isElsewhere(container: Container | undefined, message: string): boolean {
  if (message.includes('statuscode: 404')) return true;
  const asked = /:(\d+): connect: connection refused/.exec(message)?.[1];
  const declared = container?.ports?.map(({ containerPort }) => String(containerPort)) ?? [];
  return asked !== undefined && declared.length > 0 && !declared.includes(asked);
}
