import type { KubeObject } from '../harness/client/objects.ts';
import type { Blame, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { PodRecorder } from '../harness/rollout/pod-recorder.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { mapSelects } from '../harness/values/label-selector.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { belongsTo } from '../harness/wait/pod-owner.ts';
import { en } from './01-pods.en.ts';
import { ja } from './01-pods.ja.ts';
import { askUntil } from './checks/ask-until.ts';
import { commandPath, containerPath, runningContainers } from './checks/containers.ts';
import { makerOf } from './checks/maker.ts';
import { answerOf } from './checks/probe-answer.ts';
import { selectsPodsOf } from './checks/selects.ts';
import { toldAgain } from './checks/told-again.ts';
import { allAnswer, servicePort, type ServiceBlame } from './pods/answers.ts';
import { pods, startControls } from './pods/controls.ts';
import { inCommon, requireFinds } from './pods/found.ts';
import { covers, describeLives, latestLives, neverStarted, outOfTurn } from './pods/lives.ts';
import { grow, hasEnded, pausesBetween, probedContainer, repeatsSuccess, restartedMost, restartedWithin, restartsOf, sidecarsEndWithin } from './pods/restarts.ts';
import { publishedName, requireLeftOut } from './pods/unready.ts';

const t = catalogue(en, ja);

/** How many pods the Deployment is scaled to, one after the other. */
const sizes = [1, 5, 2] as const;
const most = Math.max(...sizes);
/** Milliseconds in which a control has surely seen what there is. */
const seenMs = 1_500;
/** Milliseconds over which a bare pod must not come back: a pod of a Deployment is replaced within a fraction of a second. */
const watchedMs = 3_000;
/** Milliseconds in which a busy cluster makes a pod in the place of one that was deleted. */
const madeAgainMs = 30_000;
/** Milliseconds in which a container that ends within half a minute has surely been started once more: the third start comes 10 s after the second's end, the fourth 20 s. */
const startsMs = 60_000;
/** A learner's pods may take the usual 30 s to end, which a test may wait for several times. */
const testDeadlineMs = 180_000;
/** The file whose absence makes a container ill. */
const healthy = '/tmp/healthy';
/** The lesson's Services. */
const services = ['hello', 'hello-all'] as const;
/** The containers of the pod that is prepared, in the order in which they start, and the sidecar. */
const inTurn = ['first', 'second', 'app'] as const;
const helper = 'helper';

/** Where the handout explains each part. */
const sections = { hello: 'deployment', bare: 'delete', checked: 'ill', crashing: 'tried', once: 'tried', retried: 'tried', prepared: 'before' };

lesson('01-pods', { light: true, verifiable: true, sections, tryIt: ({ kubectl }) => [`${kubectl} get pods --show-labels`, `${kubectl} get endpointslices -l kubernetes.io/service-name=hello`], controls: startControls, testDeadlineMs }, (given) => {
  const deployment = { on: 'Deployment/hello', hint: t.hints.ready } as const;
  const hello = () => given.deployment('hello');
  const replicas = () => given.manifest('Deployment', 'hello').get<number>('spec.replicas') ?? 1;
  const podsOfHello = () => hello().pods().ready(replicas(), { blame: deployment }) as Promise<[Pod, ...Pod[]]>;
  const selector = (service: 'hello' | 'hello-all'): Blame => {
    if (service === 'hello') return { on: 'Service/hello', field: 'spec.selector', hint: t.hints.selector };
    // Where they have no label in common, no selector finds both.
    const common = inCommon(given.manifest('Deployment', 'hello').get('spec.template.metadata.labels'), given.manifest('Pod', 'alone').labels);
    return { ...(common.length === 0 ? { on: 'Pod/alone', field: 'metadata.labels' } : { on: 'Service/hello-all', field: 'spec.selector' }), hint: t.hints.selectorOfAll };
  };
  const leads = (service: 'hello' | 'hello-all'): ServiceBlame => ({ leads: { on: `Service/${service}`, field: 'spec.ports', hint: t.hints.answers(servicePort) }, selects: selector(service) });
  const client = given.client({ keepPod: true });
  /** The program of a pod. */
  const program = (pod: string) => {
    const manifest = given.manifest('Pod', pod);
    const [first] = runningContainers(manifest);
    return { on: manifest, field: first === undefined ? 'spec' : commandPath(manifest, first.container.name) };
  };

  let recording: Promise<PodRecorder> | undefined;
  /** Milliseconds until the Deployment's next pod was there. */
  let nextSeenMs = 0;
  /** What became of the pods since the first test that asked. */
  const record = () => (recording ??= given.recordPods());
  /** The lives of the container that was started most often. */
  const livesOf = async (pod: Pod) => restartedMost((await record()).seen().find(({ uid }) => uid === pod.uid)?.runs ?? [], pod);

  test(t.tests.starts, { part: 'hello', precondition: true, effect: 'reads' }, async () => {
    await record();
    for (const service of services) given.manifest('Service', service);
    given.expectField(given.manifest('Deployment', 'hello'), 'spec.replicas', t.hints.replicas).to.fit(t.atLeastOne, (count) => Number(count ?? 1) >= 1);
    await Promise.all([
      hello().complete({ starts: 'at once', blame: deployment }),
      given.pod('alone').ready({ starts: 'at once', blame: { on: 'Pod/alone', hint: t.hints.ready } }),
    ]);
  });

  test(t.tests.found, { section: 'labels', part: 'hello', effect: 'reads' }, async () => {
    const own = await podsOfHello();
    const alone = await given.pod('alone').ready();
    await requireFinds(given, 'hello', own, selector('hello'));
    await requireFinds(given, 'hello-all', [...own, alone], selector('hello-all'));
    await given.mustFail(t.fewerLabels, /observed .*"alone"/, () => requireFinds(given, 'hello-all', own, selector('hello-all')));
  });

  test(t.tests.answer, { section: 'labels', part: 'hello', effect: 'visits' }, async () => {
    const own = await podsOfHello();
    await allAnswer(given, client, 'hello', own, leads('hello'));
    await allAnswer(given, client, 'hello-all', [...own, await given.pod('alone').ready()], leads('hello-all'));
  });

  test(t.tests.unready, { section: 'labels', part: 'hello', effect: 'reads' }, async () => {
    const place = await given.namespace('control');
    for (const name of services) {
      // What finds nobody is told by another test.
      if (!selectsPodsOf(given.manifest('Service', name), given.manifest('Deployment', 'hello'))) continue;
      const blame = { on: `Service/${name}`, field: 'spec.publishNotReadyAddresses', hint: t.hints.unready(name) } as const;
      await requireLeftOut(given, place, name, blame);
      await given.mustFail(t.published, /false, observed true/, () => requireLeftOut(given, place, publishedName(name), blame));
    }
  });

  test(t.tests.replaced, { section: 'delete', part: 'hello', effect: 'disturbs', byHand: true }, async () => {
    const before = await podsOfHello();
    const [deleted] = before;
    const isNew = (object: KubeObject) => belongsTo(object, hello().name) && !uidsOf(before).includes(object.metadata?.uid ?? '');
    const deletedAt = performance.now();
    await given.delete(`Pod/${deleted.name}`);
    // What the bare pod is judged by must see that this one comes back.
    await given.mustFail(t.absenceOfNext, /observed hello-/, () => given.absent({ object: 'Pod/*', forMs: madeAgainMs, counts: isNew }));
    nextSeenMs = performance.now() - deletedAt;
    given.measure('nextSeenMs', Math.round(nextSeenMs));
    const after = await podsOfHello();
    given.measure('nextReadyMs', Math.round(performance.now() - deletedAt));
    given.expect(uidsOf(after), { ...deployment, what: t.uids }).to.not.include(deleted.uid);
    given.expect(after.filter(({ object }) => isNew(object)).length, { ...deployment, what: t.newPods }).to.equal(1);
    await allAnswer(given, client, 'hello', after, leads('hello'));
    given.measure('nextAnswersMs', Math.round(performance.now() - deletedAt));
  });

  test(t.tests.bare(watchedMs / 1_000), { part: 'bare', effect: 'changes', byHand: true }, async () => {
    const manifest = given.manifest('Pod', 'alone');
    const alone = await given.pod('alone').ready({ starts: 'at once' });
    const there = (await given.list('v1', 'Pod')).map(({ metadata }) => metadata?.uid);
    const isLike = ({ metadata }: KubeObject) => !there.includes(metadata?.uid) && (metadata?.name === alone.name || mapSelects(manifest.labels, metadata?.labels));
    await given.delete(manifest);
    await Promise.all([
      alone.gone({ blame: { on: manifest, hint: t.hints.bare } }),
      // Where the cluster is slower than that, one that came back would be later, too.
      given.absent({ object: 'Pod/*', forMs: Math.max(watchedMs, 2 * nextSeenMs), counts: isLike, on: manifest, field: 'metadata.labels', hint: t.hints.bare }),
    ]);
    given.expect(await given.pod('alone').now(), { on: manifest, hint: t.hints.bare, what: verbatim(alone.name) }).to.equal(undefined);
  });

  test(t.tests.scaled(sizes.join(' → ')), { section: 'scaling', part: 'hello', effect: 'disturbs', byHand: true }, async () => {
    const blame = { on: 'Deployment/hello', field: 'spec', hint: t.hints.scaled(most) } as const;
    const first = await podsOfHello();
    const recorder = await record();
    const seen = () => recorder.seen().filter(({ owner }) => owner === 'Deployment/hello').map(({ uid }) => uid);
    const known = new Set([...seen(), ...uidsOf(first)]);
    const needed = new Set<string>();
    given.putBack(() => hello().scale(first.length));
    let before: Pod[] = first;
    for (const size of sizes) {
      const askedAt = performance.now();
      await hello().scale(size, { blame });
      const now = await hello().pods().ready(size, { blame });
      await requireFinds(given, 'hello', now, selector('hello'));
      given.measure(`endpointsAfterScalingTo${size}Ms`, Math.round(performance.now() - askedAt));
      const kept = now.filter(({ uid }) => uidsOf(before).includes(uid));
      given.expect(kept.length, { ...blame, what: t.kept(before.length, size) }).to.equal(Math.min(before.length, size));
      for (const { uid } of now) needed.add(uid);
      before = now;
    }
    const others = seen().filter((uid) => !known.has(uid) && !needed.has(uid));
    given.expect(others, { ...blame, what: t.otherPods }).to.deep.equal([]);
    await Promise.all([
      hello().scale(first.length, { blame }),
      given.mustFail(t.stillEndpoints(most), /endpoints ready/, () => given.service('hello').endpoints(most, { within: seenMs })),
    ]);
  });

  /** Whether the container has the file by which it is well; not where nothing can be run in it. */
  const isWell = async (pod: Pod, name: string) => (await pod.container(name).exec(['ls', healthy]).catch((error: unknown) => {
    if (!(error instanceof LessonFailure)) throw error;
    return { exitCode: 1 };
  })).exitCode === 0;

  /** What the container lacked is there again as soon as it has been started anew: else it would be restarted for ever. */
  const requireWellAgain = async (pod: Pod, path: string, name: string) => {
    const manifest = given.manifest('Pod', pods.probed);
    const isRestarted = async () => restartsOf((await given.pod(pods.probed).now() ?? pod).object, name) > 1;
    const { answer, elapsedMs } = await askUntil(async () => ({ isThere: await isWell(pod, name), isRestarted: await isRestarted() }), (now) => now.isThere || now.isRestarted, { pauseMs: 200, withinMs: restartedWithin(manifest, path) });
    if (!answer.isThere) given.fail({ on: manifest, field: makerOf(manifest, healthy, name), hint: t.hints.probe(healthy), expected: t.thereAgain(healthy), observed: t.notThere, elapsedMs });
  };

  test(t.tests.checked, { part: 'checked', effect: 'disturbs' }, async () => {
    const manifest = given.manifest('Pod', pods.probed);
    const probed = probedContainer(manifest);
    if (probed === undefined) return given.fail({ on: manifest, field: 'spec.containers[0].livenessProbe', hint: t.hints.probe(healthy), expected: t.aProbe, observed: t.noProbe });
    const { path, name } = probed;
    const blame = { on: manifest, field: `${path}.livenessProbe`, hint: t.hints.probe(healthy) } as const;
    const control = await given.namespace('control');
    const [before, unprobed] = await Promise.all([given.pod(pods.probed).ready({ starts: 'at once' }), control.pod(pods.probed).ready()]);
    given.expect(await before.container(name).restartCount(), { ...blame, what: t.restartsWell }).to.equal(0);
    const answer = await answerOf(before, manifest, path, 'livenessProbe', Number.NaN);
    if (answer?.succeeds === false) given.fail({ ...blame, field: `${blame.field}.${answer.field}`, expected: t.probeSucceeds, observed: answer.said });

    const illAt = performance.now();
    await Promise.all([before, unprobed].map(async (pod) => {
      const { exitCode, stderr } = await pod.container(name).exec(['rm', healthy]);
      if (exitCode !== 0) given.fail({ on: manifest, field: path, hint: t.hints.probe(healthy), expected: t.fileThere(healthy), observed: verbatim(stderr.trim()) });
    }));
    const after = await given.pod(pods.probed).when(t.restarted, { within: restartedWithin(manifest, path), blame }, (pod) => restartsOf(pod, name) > 0).catch(async (error: unknown) => {
      if (!(error instanceof LessonFailure) || !(await isWell(before, name))) throw error;
      return given.fail({ on: manifest, field: makerOf(manifest, healthy, name), hint: t.hints.madeAnew(healthy), expected: t.staysAway(healthy), observed: t.isBack, elapsedMs: performance.now() - illAt });
    });
    given.measure('restartedMs', Math.round(performance.now() - illAt));
    given.expect(restartsOf(after.object, name), { ...blame, what: t.restartsOf(name) }).to.equal(1);
    given.expect(placeOf(after), { on: manifest, hint: t.hints.probe(healthy), what: t.place }).to.deep.equal(placeOf(before));
    await given.event({ about: manifest.id, reason: 'Killing', message: /liveness probe/ }, { within: 10_000, blame });
    await before.restarted({ since: 0, blame }, name);
    await requireWellAgain(after, path, name);
    await given.mustFail(t.withoutProbe, /observed 0/, async () => { given.expect(await unprobed.container(name).restartCount(), { ...blame, what: t.restartsOf(name) }).to.equal(1); });
  });

  /** What could not even be started has ended without having run. */
  const requireRan = (pod: Pod, hint: Text) => {
    const observed = neverStarted(pod.object);
    if (observed !== undefined) given.fail({ ...program(pod.name), hint, expected: t.ran, observed });
  };

  test(t.tests.crashing, { part: 'crashing', effect: 'reads' }, async () => {
    const blame = { ...program('crashing'), hint: t.hints.crashing };
    const startedTimes = async (times: number) => {
      const pod = await given.pod('crashing').when(t.started(times), { within: startsMs, blame }, (now) => restartsOf(now) >= times - 1 || hasEnded(now));
      requireRan(pod, t.hints.crashing);
      given.expect(restartsOf(pod.object), { ...blame, field: 'spec.restartPolicy', what: t.restarts }).to.be.at.least(times - 1);
      return pausesBetween(await livesOf(pod));
    };
    // One that goes on for a while before it ends has each time its own time.
    await startedTimes(2);
    let pauses = await startedTimes(3);
    // What has been restarted for long has its next pause in minutes.
    if (given.verifies && pauses.length < 2) given.skip(t.livesBefore);
    // A busy kubelet may report for the first time when the container has been restarted already: then its next pause is waited for.
    if (pauses.length < 2) pauses = await startedTimes(4);
    for (const [index, pause] of pauses.entries()) given.measure(`pause${index + 1}S`, pause);
    given.expect(pauses, { ...blame, what: t.pauses }).to.fit(t.growing, grow);
  });

  /** The pod has failed, and none of its containers was started again. */
  const requireNeverAgain = (pod: Pod) => {
    const blame = { on: `Pod/${pods.once}`, field: 'spec.restartPolicy', hint: t.hints.once } as const;
    given.expect(restartsOf(pod.object), { ...blame, what: t.restarts }).to.equal(0);
    given.expect(pod.object.status?.phase, { ...program(pods.once), hint: t.hints.once, what: t.phase }).to.equal('Failed');
  };

  test(t.tests.once, { part: 'once', effect: 'reads' }, async () => {
    const pod = await given.pod(pods.once).when(t.decided, { blame: { ...program(pods.once), hint: t.hints.once } }, (now) => hasEnded(now) || restartsOf(now) > 0);
    requireRan(pod, t.hints.once);
    requireNeverAgain(pod);
    const again = await (await given.namespace('control')).pod(pods.once).when(t.started(2), {}, (now) => restartsOf(now) > 0);
    await given.mustFail(t.alwaysAgain, /expected restarts: 0/, () => { requireNeverAgain(again); });
  });

  /** The pod has succeeded, and not at once. */
  const requireRetried = (pod: Pod) => {
    const blame = { on: `Pod/${pods.retried}`, field: 'spec.restartPolicy', hint: t.hints.retried } as const;
    given.expect(pod.object.status?.phase, { ...blame, what: t.phase }).to.equal('Succeeded');
    given.expect(restartsOf(pod.object), { ...program(pods.retried), hint: t.hints.retried, what: t.restarts }).to.be.at.least(1);
  };

  test(t.tests.retried, { part: 'retried', effect: 'reads' }, async () => {
    const pod = await given.pod(pods.retried).when(t.decided, { blame: { ...program(pods.retried), hint: t.hints.retried } }, (now) => hasEnded(now) || repeatsSuccess(now));
    requireRetried(pod);
    const never = await (await given.namespace('control')).pod(pods.retried).when(t.decided, {}, hasEnded);
    await given.mustFail(t.notTriedAgain, /"Succeeded", observed "Failed"/, () => { requireRetried(never); });
  });

  /** The containers came one after the other. */
  const requireInTurn = (pod: Pod) => {
    const manifest = given.manifest('Pod', pods.prepared);
    const lives = latestLives(pod, inTurn);
    const wrong = outOfTurn(lives);
    if (wrong !== undefined) given.fail({ on: manifest, field: containerPath(manifest, wrong.container), hint: t.hints.inTurn, expected: t.inTurn(inTurn.join(', ')), observed: describeLives(lives) });
  };
  const appOf = (pod: Pod['object']) => pod.status?.containerStatuses?.find(({ name }) => name === 'app');
  const appHasStarted = (pod: Pod['object']) => appOf(pod)?.state?.running !== undefined || appHasEnded(pod);
  const appHasEnded = (pod: Pod['object']) => appOf(pod)?.state?.terminated !== undefined || hasEnded(pod);

  test(t.tests.inTurn, { part: 'prepared', effect: 'reads' }, async () => {
    const manifest = given.manifest('Pod', pods.prepared);
    if (manifest.get('spec.initContainers') === undefined) given.fail({ on: manifest, field: 'spec.initContainers', hint: t.hints.inTurn, expected: t.inTurn(inTurn.join(', ')), observed: t.noInitContainers });
    const pod = await given.pod(pods.prepared).when(t.started(1), { starts: 'at once', blame: { on: manifest, field: 'spec.initContainers', hint: t.hints.inTurn } }, appHasStarted).catch((error: unknown) => {
      // The one that is to go on beside the others is none that must end.
      const at = containerPath(manifest, helper);
      const runsOn = error instanceof LessonFailure && error.failure.field?.startsWith(`spec.initContainers[${helper}]`) === true && manifest.get(`${at}.restartPolicy`) !== 'Always';
      if (!runsOn) throw error;
      return toldAgain(given, error, { on: manifest, field: `${at}.restartPolicy`, hint: t.hints.sidecar });
    });
    for (const container of inTurn) pod.container(container);
    requireInTurn(pod);
    const control = await (await given.namespace('control')).pod(pods.prepared).when(t.started(1), {}, appHasStarted);
    await given.mustFail(t.sideBySide, /observed first /, () => { requireInTurn(control); });
  });

  test(t.tests.sidecar, { part: 'prepared', level: 'production', effect: 'reads' }, async () => {
    const manifest = given.manifest('Pod', pods.prepared);
    const on = (container: string, field = '') => ({ on: manifest, field: `${containerPath(manifest, container)}${field}`, hint: t.hints.sidecar }) as const;
    await given.pod(pods.prepared).when(t.appEnded, { blame: on('app') }, appHasEnded);
    // One that is a sidecar is ended, or ends too early, by what it runs.
    const ofHelper = manifest.get(`${containerPath(manifest, helper)}.restartPolicy`) === 'Always' ? { ...on(helper), field: commandPath(manifest, helper) } : on(helper, '.restartPolicy');
    const ended = { within: sidecarsEndWithin(manifest), blame: ofHelper };
    const pod = await given.pod(pods.prepared).when(t.ended, ended, hasEnded);
    given.expect(pod.object.status?.phase, { ...on('app'), what: t.phase }).to.equal('Succeeded');
    const [life, app] = latestLives(pod, [helper, 'app']);
    if (life === undefined || app === undefined || !covers(life, app)) given.fail({ ...ofHelper, expected: t.covers(helper), observed: describeLives(latestLives(pod, [helper, 'app'])) });
    const printed = (await pod.container(helper).lines()).map(({ text }) => inTurn.find((name) => new RegExp(`\\b${name}\\b`).test(text)));
    const names = [...new Set(printed)].filter((name) => name !== undefined);
    const silent = inTurn.find((name) => !names.includes(name));
    // Who prints one name would print each that is written.
    given.expect(names, { ...on(helper), ...(silent === undefined || names.length === 0 ? {} : { field: commandPath(manifest, silent) }), what: t.printed(helper) }).to.deep.equal(inTurn);
    // Its app began and ended before this one's.
    const control = await (await given.namespace('control')).pod(pods.prepared).when(t.appEnded, {}, appHasEnded);
    await given.mustFail(t.plainSidecar, /observed "Running"/, () => { given.expect(control.object.status?.phase, { ...on(helper), what: t.phase }).to.equal('Succeeded'); });
  });
});

const uidsOf = (all: readonly Pod[]) => all.map(({ uid }) => uid);

/** What a pod keeps when its container is restarted. */
const placeOf = ({ uid, node, ip }: Pod) => ({ uid, node, ip });
