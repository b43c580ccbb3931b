import type { Blame, Given, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { joinTexts, verbatim, type Text } from '../harness/text/language.ts';
import { en } from './10-cluster-logging.en.ts';
import { ja } from './10-cluster-logging.ja.ts';
import { runningContainers } from './checks/containers.ts';
import { requireSelects } from './checks/selects.ts';
import { agentName, configKey, configOf, containerOf, killAgent, replaceAgent } from './cluster-logging/agent.ts';
import { processorsAt } from './cluster-logging/collector-config.ts';
import { VictoriaLogs, type LogStore } from './cluster-logging/log-store.ts';
import { inShort, quantile, tally } from './cluster-logging/numbers.ts';
import { podNeeds } from './cluster-logging/pod-needs.ts';
import { t as collected } from './cluster-logging/texts.ts';
import { sourceOfValue } from './checks/value-source.ts';
import { untilFound } from './cluster-logging/until-found.ts';
import { whyAgain, whyLost, type Cause } from './cluster-logging/why-lost.ts';
import { whyEnded } from './cluster-logging/why-ended.ts';
import { whyNothing } from './cluster-logging/why-nothing.ts';
import { whyRefused } from './cluster-logging/why-refused.ts';
import { secret, showsSecret, talkers, writer } from './cluster-logging/writers.ts';
import { logLimitsOf } from './log-rotation/kubelet-limits.ts';
import { NodeLog, rotation } from './log-rotation/node-log.ts';

const t = catalogue(en, ja);

/** Lines of each of the two great writers that are looked for. */
const COUNT = 50_000;

/** Lines of a talker. */
const SAID = 20;

/** The first great writer: in the 3 s between two looks of the kubelet it prints more than a file may hold. */
const FAST = { atOnce: 550, bytes: 84 };

/**
 * Seconds for which the backend is away, and how the other writer prints: those that are looked for take longer than that, and its
 * file is rotated no sooner than after 8 s (a line has about 85 bytes there), so that an agent that is killed is back in time.
 */
const AWAY_S = 20;
const SLOW = { atOnce: 150, bytes: 0 };

/** Lines that must have come before the agent is killed for the first time: it is at work then. */
const AT_WORK = 2_000;

/** Milliseconds until a log has been rotated so often as is wanted. */
const ROTATED_WITHIN_MS = 45_000;

/** The pods of another namespace that print, one on each node where ordinary pods run. */
const STRANGER = 'stranger';

const controls = async (given: Given) => {
  await (await given.namespace('control')).apply(talkers(given, STRANGER, SAID));
};

lesson('10-cluster-logging', { verifiable: t.notHere, testDeadlineMs: 240_000, light: true, podNeeds, controls }, (given: Given) => {
  const onAgent = (hint: Text) => ({ on: configOf(given), field: configKey, hint }) as const;
  const store = (): Promise<LogStore> => VictoriaLogs.behind(given);
  const backendManifest = () => given.manifests.find('Deployment', 'logs') ?? given.manifest('StatefulSet', 'logs');
  const backend = () => (backendManifest().kind === 'Deployment' ? given.deployment('logs') : given.statefulSet('logs'));
  /** What is to blame where it does not get ready, and nothing says why. */
  const onBackend = (): Blame => {
    const on = backendManifest();
    const [probed] = runningContainers(on).filter(({ container: { readinessProbe } }) => readinessProbe !== undefined);
    return { on, hint: t.hints.backend, ...(probed === undefined ? {} : { field: `${probed.path}.readinessProbe` }) };
  };

  const failBecauseOf = (causes: readonly Cause[], blame: Blame, failure: { expected: Text; observed: Text }): never => {
    const [cause] = causes;
    const place = cause === undefined ? {} : { on: cause.on, field: cause.field };
    return given.fail({ ...blame, ...place, expected: failure.expected, observed: joinTexts([failure.observed, ...causes.map(({ because }) => because)], '; ') });
  };
  /** Tells missing lines from doubled ones: none may be missing. */
  const requireAll = (numbers: readonly number[], blame: Blame): void => {
    const { lost, missing } = tally(numbers, COUNT);
    if (lost === 0) return;
    const { shown, more } = inShort(missing);
    const nothing = lost === COUNT ? whyNothing(given) : undefined;
    failBecauseOf(nothing === undefined ? whyLost(given) : [nothing], blame, { expected: collected.all(COUNT), observed: collected.missing(lost, COUNT, shown, more) });
  };
  const numbersOf = async (logs: LogStore, pod: string): Promise<number[]> => (await logs.lines(pod)).map(({ number }) => number);
  const measureDoubled = (numbers: readonly number[]): void => {
    const { doubled, surplus } = tally(numbers, COUNT);
    given.measure('doubledLines', doubled);
    given.measure('surplusLines', surplus);
  };

  test(t.tests.runs, { section: 'agent', precondition: true, effect: 'visits' }, async () => {
    const blame = { on: given.manifest('DaemonSet', agentName), hint: t.hints.runs } as const;
    const service = given.manifest('Service', 'logs');
    given.expect(backendManifest().get<number>('spec.replicas') ?? 1, { on: backendManifest(), field: 'spec.replicas', hint: t.hints.replicas, what: verbatim('spec.replicas') }).to.equal(1);
    if (service.get('spec.selector') !== undefined) requireSelects(given, service, backendManifest(), t.hints.selector);
    const strangers = (await given.namespace('control')).daemonSet(STRANGER);
    const ofBackend = { blame: onBackend() };
    await Promise.all([given.daemonSet(agentName).complete({ blame }), backend().complete(ofBackend), given.service('logs').endpoints(1, ofBackend), strangers.complete()]);
    const nodes = (await given.daemonSet(agentName).pods().now()).map(({ node }) => node);
    const wanted = (await strangers.pods().now()).map(({ node }) => node);
    given.expect(wanted.filter((node) => !nodes.includes(node)).toSorted(), { ...blame, what: t.nodesWithout }).to.deep.equal([]);
  });

  /** What is to blame where lines are not found, or not with where they come from. */
  const onOrigins = async (): Promise<Blame> => {
    const cause = (await whyEnded(given)) ?? whyNothing(given) ?? (await whyRefused(given));
    return cause === undefined ? onAgent(t.hints.origins) : { on: cause.on, field: cause.field, hint: joinTexts([cause.because, t.hints.origins], ' ') };
  };
  /** Where a value comes from that the agent takes from its own pod. */
  const onValue = async (value: string): Promise<Pick<Blame, 'on' | 'field'> | undefined> => {
    const on = given.manifest('DaemonSet', agentName);
    const field = sourceOfValue(on, await given.daemonSet(agentName).pods().now(), value);
    return field === undefined ? undefined : { on, field };
  };
  let writing: Promise<unknown> | undefined;
  /** Lets the first great writer begin, which goes on while the talkers are looked at. */
  const beginWriting = async (): Promise<void> => {
    writing ??= given.apply(writer(given, 'writer', FAST));
    await writing;
  };
  const talkerPods = async (): Promise<Pod[]> => await given.daemonSet('talker').pods().now();
  let said: Pod[] = [];

  test(t.tests.origins, { section: 'lines', part: 'lines', precondition: true, effect: 'changes' }, async () => {
    await Promise.all([given.apply(talkers(given, 'talker', SAID)), beginWriting()]);
    await given.daemonSet('talker').complete();
    const logs = await store();
    said = await talkerPods();
    for (const { name, node, object } of said) {
      await untilFound(logs, name, SAID);
      const origins = await logs.origins(name);
      const about = await onOrigins();
      const own = origins.filter(({ saysStream }) => saysStream !== '');
      given.expect(own.reduce((sum, { lines }) => sum + lines, 0), { ...about, what: t.linesOf(name) }).to.be.at.least(SAID);
      const wanted = { namespace: object.metadata?.namespace, pod: name, container: 'talker', node };
      for (const { namespace, pod, container, node: on } of origins) given.expect({ namespace, pod, container, node: on }, { ...about, ...(on === node ? {} : await onValue(on)), what: t.originOf(name) }).to.deep.equal(wanted);
      for (const { stream, saysStream } of own) given.expect(stream, { ...about, what: t.streamOf(name) }).to.equal(saysStream);
      given.expect(own.map(({ stream }) => stream).toSorted(), { ...about, what: t.streamOf(name) }).to.deep.equal(['stderr', 'stdout']);
    }
  });

  test(t.tests.masked, { section: 'masked', part: 'lines', effect: 'visits' }, async () => {
    const logs = await store();
    for (const pod of said) {
      const printed = (await pod.container().lines()).filter(({ text }) => text.includes(secret));
      given.expect(printed, { on: 'DaemonSet/talker', what: t.printedSecret(pod.name) }).to.haveLines(1);
      const lines = await logs.texts(pod.name, 'sign-in');
      const about = { ...onAgent(t.hints.masked), field: processorsAt(configOf(given), containerOf(given.manifest('DaemonSet', agentName))?.container ?? {}), what: t.maskedLines(pod.name) } as const;
      given.expect(lines, about).to.fit<string[]>(t.valueHidden, (all) => all.length > 0 && !all.some(showsSecret));
      given.expect(lines, about).to.fit<string[]>(t.whole, (all) => all.every((line) => /^sign-in of ann with .*accepted$/.test(line)));
    }
  });

  test(t.tests.deleted, { section: 'kept', part: 'lines', effect: 'changes' }, async () => {
    const [pod] = said;
    if (pod === undefined) return;
    // By force, as of a node that is lost: nobody need wait until it ends.
    await pod.deleted({ graceSeconds: 0 });
    const about = { on: backendManifest(), hint: t.hints.deleted } as const;
    await given.refused({ what: t.logOfDeleted, code: 404, reason: 'NotFound', ...about }, async () => await pod.container().lines());
    given.expect((await (await store()).count(pod.name, SAID)).different, { ...about, what: t.linesOf(pod.name) }).to.equal(SAID);
  });

  test(t.tests.complete(COUNT), { section: 'lines', part: 'many', precondition: true, effect: 'changes' }, async () => {
    await beginWriting();
    const logs = await store();
    const pod = await given.pod('writer').started('writer');
    const file = new NodeLog(given, pod, 'writer');
    const rotations = new Set<string>();
    const noteRotations = (names: readonly string[]): number => {
      for (const each of names.map(rotation).filter((time) => time !== '')) rotations.add(each);
      return rotations.size;
    };
    const delays: number[] = [];
    // When those were found that are there by now, nobody has seen.
    let last = (await logs.count('writer', COUNT)).different;
    await untilFound(logs, 'writer', COUNT, {
      onLook: async () => {
        if (given.onOwnCluster) noteRotations(await file.names());
        const news = await logs.lines('writer', last + 1);
        const now = Date.now();
        for (const { number, time } of news) {
          delays.push(now - time);
          last = Math.max(last, number);
        }
      },
    });
    const numbers = await numbersOf(logs, 'writer');
    measureDoubled(numbers);
    // Clocks of a cluster elsewhere are not ours.
    if (given.onOwnCluster && delays.length > 0) {
      given.measure('writtenToFoundP50Ms', quantile(delays, 0.5));
      given.measure('writtenToFoundP99Ms', quantile(delays, 0.99));
    }
    requireAll(numbers, onAgent(t.hints.complete));
    await given.mustFail(t.withoutOneLine, /\b777\b/, () => { requireAll(numbers.filter((each) => each !== 777), onAgent(t.hints.complete)); });
    // The next one begins while this one's file is rotated once more.
    await given.apply(writer(given, 'survivor', SLOW));
    if (given.onOwnCluster) {
      // So often that the node itself has the first lines no more.
      const { maxFiles } = await logLimitsOf(given, pod.node);
      await file.when(t.rotated(maxFiles), ROTATED_WITHIN_MS, { on: 'Pod/writer' }, (names) => noteRotations(names) >= maxFiles);
      given.measure('rotations', rotations.size);
    }
    await given.delete('Pod/writer', { graceSeconds: 0 });
  });

  test(t.tests.foreign, { section: 'agent', part: 'many', effect: 'visits' }, async () => {
    const [stranger] = await (await given.namespace('control')).daemonSet(STRANGER).pods().now();
    const printed = await stranger?.container().lines() ?? [];
    given.expect(printed, { on: `DaemonSet/${STRANGER}`, what: t.stranger }).to.haveLines(SAID);
    const own = (await talkerPods())[0]?.object.metadata?.namespace;
    given.expect(await (await store()).namespaces(), { ...onAgent(t.hints.foreign), what: t.namespaces }).to.deep.equal([own]);
  });

  /** What is to blame where data is gone that the backend had. */
  const onData = (): Blame => {
    const on = backendManifest();
    const retention = 'spec.persistentVolumeClaimRetentionPolicy.whenScaled';
    if (on.get(retention) === 'Delete') return { on, field: retention, hint: t.hints.keptClaim };
    return { on, field: 'spec.template.spec.containers[0].volumeMounts', hint: t.hints.kept };
  };

  /** Pods that have printed all their lines long before an agent of their node was killed. */
  let silent: Pod[] = [];

  test(t.tests.kept(AWAY_S), { section: 'away', part: 'many', level: 'production', effect: 'changes' }, async () => {
    const before = await store();
    const { node } = await given.pod('survivor').started('writer');
    silent = (await talkerPods()).filter((pod) => pod.node === node);
    for (const { name } of silent) await untilFound(before, name, SAID);
    await untilFound(before, 'survivor', AT_WORK);
    given.putBack(async () => { await backend().scale(1); });
    const away = async (): Promise<void> => {
      await Promise.all([backend().scale(0), given.service('logs').endpoints(0)]);
      await given.absent({ object: 'Pod/*', counts: ({ metadata }) => metadata?.name?.startsWith('logs-') === true, forMs: AWAY_S * 1_000, on: 'Service/logs' });
    };
    await Promise.all([away(), killAgent(given, node).then(async () => { await replaceAgent(given, node); })]);
    // Not sooner: a Collector that is killed while it begins loses some of what it was sending before (it takes that out of its
    // queue in order to put it in again).
    await Promise.all([killAgent(given, node), backend().scale(1)]);
    const { different } = await (await store()).count('writer', COUNT);
    given.expect(different, { ...onData(), what: t.linesOf('writer') }).to.equal(COUNT);
  });

  test(t.tests.survives(COUNT), { section: 'away', part: 'many', level: 'production', effect: 'visits', seenBy: t.tests.kept(AWAY_S) }, async () => {
    const logs = await store();
    await untilFound(logs, 'survivor', COUNT);
    const numbers = await numbersOf(logs, 'survivor');
    measureDoubled(numbers);
    requireAll(numbers, onAgent(t.hints.survives));
  });

  test(t.tests.again, { section: 'away', part: 'many', level: 'production', effect: 'visits', seenBy: t.tests.kept(AWAY_S) }, async () => {
    const logs = await store();
    for (const { name } of silent) {
      const { all, different } = await logs.count(name, SAID);
      if (all > different) failBecauseOf(whyAgain(given), onAgent(t.hints.again), { expected: collected.once(different, name), observed: collected.lines(all) });
    }
  });
});
