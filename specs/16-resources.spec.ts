import type { KubeObject } from '../harness/client/objects.ts';
import type { Given, LessonNamespace, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { describeContainer } from '../harness/wait/describe-pod.ts';
import { parseQuantity } from '../harness/wait/quantity.ts';
import { en } from './16-resources.en.ts';
import { ja } from './16-resources.ja.ts';
import { containerPath } from './checks/containers.ts';
import { defaultGrace } from './checks/grace.ts';
import { namespaceOf, requireSameNamespace } from './checks/own-namespace.ts';
import { isDecided, unscheduled } from './checks/scheduling.ts';
import { toldAgain } from './checks/told-again.ts';
import { busyTogether, busyTogetherUntil, cpusOf, type Busy } from './resources/busy.ts';
import { decidesClass } from './resources/decides-class.ts';
import { cgroupOf, isLimitOf } from './resources/cgroup.ts';
import { copies, startControls } from './resources/controls.ts';
import { endOf, killedCode, killedForMemory, statusOf, type Ended } from './resources/killed.ts';
import { allInBounds, inBounds, isBeside } from './resources/bounded.ts';
import { hardlyAnythingOf } from './resources/hardly-anything.ts';
import { limitBelowShare } from './resources/limit-below-share.ts';
import { roomiest, type NodeDisk } from './resources/node-disk.ts';
import { expectedRatios } from './resources/pod-weights.ts';
import { amountOf, app, belowAllOthers, cpuOf, resourcesPath, withClass, withDisk, withoutResources } from './resources/variants.ts';
import { weightsFor } from './resources/weights.ts';

const t = catalogue(en, ja);

const helper = 'helper';

/** Applied to the namespaces in which they are judged, or as changed copies. */
const appliedLater = new Set([
  ...allInBounds,
  'PriorityClass/batch', 'PriorityClass/urgent', 'Pod/filler', 'Pod/express', 'Pod/light', 'Pod/heavy',
]);

/** Seconds for which containers want a CPU: long enough that several do so together, though some are told later. */
const throttledS = 2;
const sharedS = 6;
/** Periods of 0.1 s in more than one second in which a program that wants more than its limit has to wait: nearly all; fewer on a machine that is busy elsewhere. */
const waitsAtLeast = 3;
/** What a container may be over its limit: it ends a period that it has begun, and the clock has hundredths of a second. */
const overLimit = 1.15;
/** Part of its limit that a program which has to wait again and again because of it has used. */
const nearLimit = 0.9;
/** How far a share may be from what is expected. */
const leastDeviation = 0.1;
/** Where two that ask for the same differ, a third one may differ from what it should get by twice as much, up to this part. */
const mostDeviation = 0.2;
/**
 * CPU seconds by which what a pod gets may be off in any second: where two runs divided the same CPU at the same time, 2 of 50
 * measurements were off by 0.020 and 0.024.
 */
const pieceS = 0.03;
/** CPUs that must have been there to be divided; and so that a share which is not as expected is the manifests' fault: of a third of one, pieces of some milliseconds come out uneven. */
const leastShared = { toJudge: 0.25, toBlame: 0.5 };
/** Part of a node's disk that each of two pods requests which cannot both have it. */
const moreThanHalf = 0.6;
/** As the scheduler says that nobody will make room; while somebody is on the way out it says something else. */
const leftWaiting = /No preemption victims found|preemptionPolicy=Never/;
/** Milliseconds in which the scheduler finds a node, or nobody who gives way. */
const decidedMs = 30_000;
/** Milliseconds in which a quota is counted that knows what it counts; a pod that is deleted goes in a second. */
const countedMs = 20_000;
/** Milliseconds that a program with enough memory is given beyond the life of the one that was killed. */
const longerMs = 1_500;

interface Quota extends KubeObject { status?: { hard?: Record<string, string>; used?: Record<string, string> } }
interface Amounts { memory?: string; cpu?: string }
interface Range extends KubeObject { spec?: { limits?: { type: string; max?: Amounts; default?: Amounts; defaultRequest?: Amounts }[] } }

lesson('16-resources', {
  verifiable: true,
  light: true,
  sections: { memory: 'memory', cpu: 'cpu', qos: 'qos', limited: 'limits', shared: 'limits', priority: 'limits' },
  clusterWide: ['PriorityClass'],
  apply: (manifest: Manifest, all: readonly Manifest[]) => !appliedLater.has(manifest.id) && !isBeside(manifest, all),
  controls: startControls,
}, (given: Given) => {
  const written = (pod: string) => given.manifest('Pod', pod);
  const at = (pod: string, hint: Text, part?: string, container: string = app) => ({ on: written(pod), field: resourcesPath(written(pod), part, container), hint }) as const;
  const runs = (pod: string) => ({ starts: 'at once', blame: { on: written(pod), hint: t.hints.pod(pod) } }) as const;
  const control = async () => await given.namespace('control');
  const twoDigits = (number: number): string => number.toFixed(2);

  test(t.tests.killed, { controlLast: true, part: 'memory', effect: 'reads' }, async () => {
    const limit = written('hungry').get<string>(resourcesPath(written('hungry'), 'limits.memory'));
    if (limit === undefined) return given.fail({ ...at('hungry', t.hints.noLimit, 'limits'), expected: t.aLimit, observed: verbatim('-') });
    const blame = at('hungry', t.hints.hungry(limit), 'limits.memory');
    const pod = await given.pod('hungry').when(t.ended(app), { blame }, (now) => endOf(now, app) !== undefined);
    const requireKilled = (ended: Ended | undefined) => {
      const seen = ended === undefined ? t.survived : verbatim(`${ended.reason ?? ''} ${ended.exitCode}`);
      // A program that ends by itself has not taken enough: by what it does, or by what it may.
      const field = ended === undefined || ended.exitCode === killedCode ? blame.field : containerPath(written('hungry'), app);
      if (ended === undefined || !killedForMemory(ended)) given.fail({ ...blame, field, expected: t.outOfMemory, observed: seen });
    };
    const ended = endOf(pod.object, app);
    requireKilled(ended);
    const livedMs = Date.parse(ended?.finishedAt ?? '') - Date.parse(ended?.startedAt ?? '');
    const requireHelperRuns = async () => {
      const blame = at('hungry', t.hints.helper, undefined, helper);
      const { object } = await given.pod('hungry').started(helper, { blame });
      const other = statusOf(object, helper);
      if (other?.state?.running !== undefined && other.restartCount === 0) return;
      // What ends by itself, or cannot be started, is not short of memory.
      const isKilled = endOf(object, helper)?.exitCode === killedCode;
      given.fail({ ...blame, field: isKilled ? blame.field : containerPath(written('hungry'), helper), expected: t.running(helper), observed: other === undefined ? t.noStatus : describeContainer(other) });
    };
    await requireHelperRuns();
    const roomy = await control();
    await roomy.pod('hungry').started(app);
    const survivor = await roomy.pod('hungry').when(t.ended(app), { within: livedMs + longerMs }, (now) => endOf(now, app) !== undefined).catch((error: unknown) => {
      if (!(error instanceof LessonFailure)) throw error;
      return undefined;
    });
    // The kernel would have had the time to kill the other one, too.
    await requireHelperRuns();
    const end = survivor === undefined ? undefined : endOf(survivor.object, app);
    // A program that takes all that there is is killed with any limit.
    if (end?.reason !== 'OOMKilled') await given.mustFail(t.moreMemory, /observed (it has not been killed|(?!OOMKilled)[A-Z]\w* \d+)/, () => { requireKilled(end); });
  });

  test(t.tests.throttled, { part: 'cpu', effect: 'disturbs' }, async () => {
    const limit = amountOf(written('throttled'), 'limits', 'cpu');
    const blame = at('throttled', t.hints.throttled, Number.isNaN(limit) ? 'limits' : 'limits.cpu');
    given.expect(Number.isNaN(limit) ? undefined : limit, blame).to.fit(t.belowOne, (cpus: number | undefined) => (cpus ?? 1) < 0.9);
    const pod = await given.pod('throttled').ready(runs('throttled'));
    const other = await (await control()).pod('throttled').ready();
    // What does not come near to its limit is kept from it by others, and not by the limit.
    const showsLimit = ({ throttled, rate }: Busy): boolean => throttled >= waitsAtLeast || rate >= limit * nearLimit;
    const [[busy] = [], [unlimited] = []] = await Promise.all([
      busyTogetherUntil(([each]) => each !== undefined && showsLimit(each), [pod.container(app)], throttledS),
      busyTogether([other.container(app)], throttledS),
    ]);
    if (busy === undefined || unlimited === undefined) return given.invalid(t.tooShort);
    given.measure('usedOfLimit', Number(twoDigits(busy.rate / limit)));
    given.expect(busy.rate, { ...blame, what: t.used }).to.fit(t.atMost(twoDigits(limit * overLimit)), (cpus: number) => cpus <= limit * overLimit);
    const requireWaiting = (waits: number) => { given.expect(waits, { ...blame, what: t.waits }).to.fit(t.atLeast(waitsAtLeast), (count: number) => count >= waitsAtLeast); };
    if (!showsLimit(busy)) given.invalid(t.noCpu(twoDigits(busy.rate), twoDigits(limit)));
    requireWaiting(busy.throttled);
    await given.mustFail(t.withoutLimit, /observed 0/, () => { requireWaiting(unlimited.throttled); });
  });

  test(t.tests.shares, { part: 'cpu', effect: 'disturbs' }, async () => {
    const [less, more] = [cpuOf(written('light')), cpuOf(written('heavy'))];
    const blame = at('heavy', t.hints.shares, 'requests.cpu');
    given.expect(more, { ...blame, what: t.requested }).to.fit(t.moreThan(twoDigits(less)), (cpus: number) => cpus >= 1.5 * less && less > 0);
    const namespace = await control();
    const pods = await Promise.all([copies.light, copies.heavy, copies.twin].map(async (name) => await namespace.pod(name).ready()));
    const containers = pods.map((pod) => pod.container(app)) as [ReturnType<Pod['container']>, ...ReturnType<Pod['container']>[]];
    const measured = await busyTogetherUntil((each) => cpusOf(each) >= leastShared.toBlame, containers, sharedS);
    if (measured === undefined) return given.invalid(t.tooShort);
    const [light, heavy, twin] = measured.map(({ rate }) => rate) as [number, number, number];
    const all = cpusOf(measured);
    const ratios = await expectedRatios(given, [pods[0], pods[1]] as [Pod, Pod], [less, more], (await cgroupOf(containers[0])).version);
    const ratio = heavy / ((light + twin) / 2);
    given.measure('cpuShareRatio', Number(twoDigits(ratio)));
    // A pod that gets little gets it in few pieces, each of some milliseconds: one more or less then is a larger part.
    const within = Math.max(leastDeviation, pieceS / light, Math.min(2 * Math.abs(twin / light - 1), mostDeviation));
    const near = (seen: number, expected: number) => Math.abs(seen / expected - 1) <= within;
    const isShare = (seen: number) => ratios.some((expected) => near(seen, expected));
    if (all < (isShare(ratio) ? leastShared.toJudge : leastShared.toBlame)) given.invalid(t.starved(twoDigits(all)));
    // Two that ask for the same are the measure of how well the machine divides at all just now.
    if (!isShare(ratio) && !near(twin, light)) given.invalid(t.unequal(twoDigits(twin / light)));
    const requireShare = (of: number) => { given.expect(of, { ...blame, what: t.share }).to.fit(t.about(ratios.map(twoDigits).join(' / '), Math.round(within * 100)), isShare); };
    requireShare(ratio);
    // The copies that were measured have no limits, which say nothing of shares; a limit below the share takes that away again.
    const limit = limitBelowShare({ pod: written('heavy'), rate: heavy }, { pod: written('light'), rate: light });
    if (limit !== undefined) given.fail({ ...at('heavy', t.hints.limitBelow, 'limits.cpu'), expected: t.limitAbove(twoDigits(Math.max(light, more))), observed: verbatim(twoDigits(limit)) });
    await given.mustFail(t.twin, /observed (0\.[5-9]|1)/, () => { requireShare(twin / light); });
  });

  const classes = { 'guaranteed': ['Guaranteed', t.hints.guaranteed], 'burstable': ['Burstable', t.hints.burstable], 'best-effort': ['BestEffort', t.hints.bestEffort] } as const;

  test(t.tests.classes, { part: 'qos', effect: 'reads' }, async () => {
    const scores: number[] = [];
    /** The LimitRange that says something for pods which say nothing themselves. */
    const filledInBy = () => given.manifests.all('LimitRange').filter((each) => !appliedLater.has(each.id) && !isBeside(each, given.manifests.all())).map((on) => ({ on, field: 'spec.limits' }))[0];
    const requireClass = (pod: Pod, name: keyof typeof classes) => { given.expect(pod.object.status?.qosClass, { ...at(name, classes[name][1]), ...(decidesClass(written(name), classes[name][0]) ?? filledInBy()), what: t.classOf(name) }).to.equal(classes[name][0]); };
    for (const name of Object.keys(classes) as (keyof typeof classes)[]) {
      const pod = await given.pod(name).ready(runs(name));
      requireClass(pod, name);
      scores.push(Number(await pod.container(app).file('/proc/1/oom_score_adj').text()));
    }
    given.expect(scores, { ...at('burstable', t.hints.burstable), what: t.scores }).to.fit(t.growing, ([first = NaN, second = NaN, third = NaN]: number[]) => first < second && second < third);
    const burstable = await given.pod('burstable').ready();
    await given.mustFail(t.otherClass, /"Guaranteed", observed "Burstable"/, () => { requireClass(burstable, 'guaranteed'); });
  });

  /** A namespace of the folder, with what is to hold there: the objects that the lesson names, and all others of that namespace that make no pods. */
  const opening = (name: keyof typeof inBounds) => {
    const { pods, objects } = inBounds[name];
    let opened: Promise<LessonNamespace> | undefined;
    const written = (): Manifest[] => given.manifests.all().filter(({ id }) => objects.some((each) => each === id));
    return () => (opened ??= (async () => {
      const others = pods.flatMap((pod) => given.manifests.find('Pod', pod) ?? []);
      for (const object of written()) requireSameNamespace(given, [object, ...others]);
      const namespace = await given.namespace(name);
      const itsOwn = [...others, ...written()].map(namespaceOf).find((each) => each !== undefined) ?? name;
      const isOfIt = (each: Manifest) => written().includes(each) || (each.kind === 'Namespace' ? each.name === name : isBeside(each, given.manifests.all()) && !appliedLater.has(each.id) && namespaceOf(each) === itsOwn);
      await namespace.apply(...given.manifests.all().filter(isOfIt));
      return namespace;
    })());
  };
  const limited = opening('limited');
  const shared = opening('shared');
  const range = () => given.manifest('LimitRange', 'bounds');

  test(t.tests.defaults, { part: 'limited', precondition: true, effect: 'changes' }, async () => {
    const namespace = await limited();
    const ofContainers = (await namespace.list<Range>('v1', 'LimitRange')).flatMap(({ spec }) => spec?.limits ?? []).filter(({ type }) => type === 'Container');
    const together = (of: 'default' | 'defaultRequest'): Amounts => ofContainers.reduce((all, each) => ({ ...all, ...each[of] }), {});
    const [filled, requested] = [together('default'), together('defaultRequest')];
    if ((filled.memory ?? filled.cpu) === undefined) given.fail({ on: range(), field: 'spec.limits[0].default', hint: t.hints.defaults, expected: t.someLimit, observed: verbatim(JSON.stringify(ofContainers)) });
    await given.blame({ on: range(), field: 'spec.limits', hint: t.hints.defaults }, async () => { await namespace.apply(written('plain')); });
    const pod = await namespace.pod('plain').ready(runs('plain'));
    const requireDefaults = async (of: Pod) => {
      const cgroup = await cgroupOf(of.container(app));
      const blame = (field: string) => ({ on: range(), field: `spec.limits[0].${field}`, hint: t.hints.defaults }) as const;
      if (filled.memory !== undefined) given.expect(cgroup.memoryLimit, { ...blame('default.memory'), what: t.memoryLimit }).to.fit(t.aboutBytes(parseQuantity(filled.memory)), (bytes: number) => isLimitOf(parseQuantity(filled.memory ?? ''), bytes));
      if (filled.cpu !== undefined) given.expect(cgroup.cpuLimit, { ...blame('default.cpu'), what: t.cpuLimit }).to.equal(parseQuantity(filled.cpu));
      if (requested.cpu !== undefined) given.expect(weightsFor(cgroup.version, parseQuantity(requested.cpu)), { ...blame('defaultRequest.cpu'), what: t.requestOf('cpu') }).to.include(cgroup.weight);
    };
    await requireDefaults(pod);
    const requests = pod.object.spec?.containers.find(({ name }) => name === app)?.resources?.requests;
    if (requested.memory !== undefined) given.expect(parseQuantity(requests?.['memory'] ?? ''), { on: range(), field: 'spec.limits[0].defaultRequest.memory', hint: t.hints.defaults, what: t.requestOf('memory') }).to.equal(parseQuantity(requested.memory));
    await given.mustFail(t.noDefaults, /observed Infinity/, async () => { await requireDefaults(await (await control()).pod('plain').ready()); });
  });

  test(t.tests.outOfRange, { part: 'limited', effect: 'changes' }, async () => {
    const namespace = await limited();
    for (const [name, bound, message, hint] of [['too-large', 'max', /maximum \S+ usage per \w+ is/, t.hints.tooLarge], ['too-small', 'min', /minimum \S+ usage per \w+ is/, t.hints.tooSmall]] as const) {
      const hasBound = (range().get<{ min?: object; max?: object }[]>('spec.limits') ?? []).some((each) => Object.keys(each[bound] ?? {}).length > 0);
      const blame = hasBound ? at(name, hint) : { on: range(), field: `spec.limits[0].${bound}`, hint } as const;
      const refused = async (where: LessonNamespace, called: string) => await given.refused({ what: t.podIn(`Pod/${name}`, called), code: 403, reason: 'Forbidden', message, ...blame }, async () => { await where.dryRun(written(name)); });
      await refused(namespace, 'limited');
      const other = await control();
      await given.mustFail(t.elsewhere, /observed it was accepted/, async () => await refused(other, 'control'));
    }
  });

  const budget = () => {
    const on = given.manifest('ResourceQuota', 'budget');
    // One that bounds some pods only probably leaves out these.
    return { on, field: ['spec.scopes', 'spec.scopeSelector'].find((field) => on.get(field) !== undefined) ?? 'spec.hard', hint: t.hints.quota } as const;
  };
  const quotaNow = async (name: string): Promise<Quota | undefined> => (await (await shared()).list<Quota>('v1', 'ResourceQuota')).find(({ metadata }) => metadata?.name === name);
  const usedIn = async (name: 'budget' | 'objects', namespace: LessonNamespace, state: Text, fits: (quota: Quota) => boolean): Promise<Quota> => {
    const blame = { on: given.manifest('ResourceQuota', name), field: 'spec.hard', hint: name === 'budget' ? t.hints.quota : t.hints.objects } as const;
    // What bounds nothing is never counted.
    if (Object.keys(blame.on.get<object>(blame.field) ?? {}).length === 0) given.fail({ ...blame, expected: t.hard, observed: verbatim('-') });
    const describe = ([quota]: Quota[]) => verbatim(`hard ${JSON.stringify(quota?.status?.hard ?? {})}, used ${JSON.stringify(quota?.status?.used ?? {})}`);
    return await namespace.until<Quota, Quota>({ apiVersion: 'v1', kind: 'ResourceQuota', name, state, seen: (found) => found.find(fits), describe, within: countedMs, blame });
  };
  const over = /exceeded quota: budget, requested: \S+, used: \S+, limited: \S+/;

  /** As the quota's admission says what a container must say; the memory or CPU that it names first. */
  const mustSpecify = /failed quota: budget: must specify ((?:requests|limits)\.(?:memory|cpu))/;

  test(t.tests.quota, { part: 'shared', precondition: true, effect: 'changes' }, async () => {
    const namespace = await shared();
    // Nothing is admitted before it has been counted for the first time.
    await usedIn('budget', namespace, t.hard, ({ status }) => status?.used !== undefined);
    for (const name of ['first', 'second']) {
      await given.blame(at(name, t.hints.fits), async () => { await namespace.apply(written(name)); }).catch((error: unknown) => {
        const key = error instanceof LessonFailure ? hardlyAnythingOf(error.failure.observed) : undefined;
        if (!(error instanceof LessonFailure) || key === undefined) throw error;
        toldAgain(given, error, { ...budget(), field: `spec.hard['${key}']` });
      });
    }
    const refused = async (where: LessonNamespace, called: string) => await given.refused({ what: t.podIn('Pod/third', called), code: 403, reason: 'Forbidden', message: over, ...budget() }, async () => { await where.dryRun(written('third')); });
    try {
      await refused(namespace, 'shared');
    } catch (error) {
      // It was refused, for what it leaves out: that says nothing about how much is left.
      const unsaid = error instanceof LessonFailure ? mustSpecify.exec(error.failure.observed)?.[1] : undefined;
      if (!(error instanceof LessonFailure) || unsaid === undefined) throw error;
      toldAgain(given, error, at('third', t.hints.unsaid, unsaid));
    }
    await Promise.all(['first', 'second'].map(async (name) => { await namespace.pod(name).ready(runs(name)); }));
    const other = await control();
    await given.mustFail(t.elsewhere, /observed it was accepted/, async () => await refused(other, 'control'));
  });

  test(t.tests.unsaid, { part: 'shared', effect: 'changes' }, async () => {
    const namespace = await shared();
    const counted = Object.keys((await quotaNow('budget'))?.status?.hard ?? {}).filter((key) => /^(?:(?:requests|limits)\.)?(?:cpu|memory)$/.test(key));
    given.expect(counted, { ...budget(), what: t.hard }).to.fit(t.memoryOrCpu, (keys: string[]) => keys.length > 0);
    // Whoever says nothing is given what a LimitRange says, where one is.
    const filledIn = (await namespace.list<Range>('v1', 'LimitRange')).flatMap(({ spec }) => spec?.limits ?? []).filter(({ type }) => type === 'Container').flatMap(({ max, default: limits, defaultRequest }) => Object.keys({ ...max, ...limits, ...defaultRequest }));
    if (counted.every((key) => filledIn.includes(key.replace(/^.*\./, '')))) given.skip(t.filledIn);
    const unsaid = withoutResources(written('third')).named('unsaid');
    await given.refused({ what: t.podIn(unsaid.id, 'shared'), code: 403, reason: 'Forbidden', message: /failed quota: budget: must specify /, ...budget() }, async () => { await namespace.dryRun(unsaid); });
  });

  test(t.tests.freed, { part: 'shared', effect: 'changes' }, async () => {
    const namespace = await shared();
    const before = JSON.stringify((await quotaNow('budget'))?.status?.used);
    await namespace.pod('first').deleted({ graceSeconds: 1 });
    await usedIn('budget', namespace, t.freedState, ({ status }) => JSON.stringify(status?.used) !== before);
    try {
      await namespace.apply(written('third'));
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      toldAgain(given, error, at('third', t.hints.freed, 'requests'));
    }
    await namespace.pod('third').ready(runs('third'));
  });

  test(t.tests.objects, { part: 'shared', effect: 'changes' }, async () => {
    const namespace = await shared();
    // Both are names of the same count.
    const written = given.manifest('ResourceQuota', 'objects').get<object>('spec.hard') ?? {};
    const key = ['count/configmaps', 'configmaps'].find((each) => each in written) ?? 'count/configmaps';
    const blame = { on: given.manifest('ResourceQuota', 'objects'), field: `spec.hard['${key}']`, hint: t.hints.objects } as const;
    // The namespace's own one is counted when the quota has been looked at.
    const { status } = await usedIn('objects', namespace, t.hard, (quota) => quota.status?.used !== undefined);
    const left = Number(status?.hard?.[key]) - Number(status?.used?.[key]);
    given.expect(Number(status?.hard?.[key]), { ...blame, what: t.hard }).to.fit(t.countsConfigMaps, (count: number) => count <= 50 && left >= 0);
    const configMap = (name: string) => given.object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    for (let n = 1; n <= left; n += 1) await namespace.apply(configMap(`one-of-${n}`));
    const refused = async (where: LessonNamespace) => await given.refused({ what: t.configMaps(left), code: 403, reason: 'Forbidden', message: new RegExp(`exceeded quota: objects, requested: ${RegExp.escape(key)}=1, used: ${RegExp.escape(key)}=\\d+, limited: ${RegExp.escape(key)}=\\d+`), ...blame }, async () => { await where.apply(configMap('too-many')); });
    await refused(namespace);
    const other = await control();
    await given.mustFail(t.elsewhere, /observed it was accepted/, async () => await refused(other));
  });

  test(t.tests.preempts, { part: 'priority', effect: 'changes' }, async () => {
    const disk = roomiest(await given.list<NodeDisk>('v1', 'Node').catch(() => []));
    if (disk === undefined) return given.skip(t.noNodes);
    const urgent = given.manifest('PriorityClass', 'urgent');
    const blame = { on: urgent, field: urgent.get('preemptionPolicy') === 'Never' ? 'preemptionPolicy' : 'value', hint: t.hints.preempts } as const;
    const fillsNode = (pod: Manifest) => withDisk(pod, disk.node, Math.ceil(disk.bytes * moreThanHalf));
    // Any other class has been applied with the other objects.
    await given.apply(...belowAllOthers(given.manifests.all('PriorityClass').filter(({ id }) => appliedLater.has(id))));
    const classes = given.manifests.all('PriorityClass');
    const [filler, express] = [written('filler'), written('express')].map((pod) => fillsNode(withClass(pod, classes))) as [Manifest, Manifest];
    await given.apply(filler);
    const victim = await given.pod('filler').ready(runs('filler'));
    // Whoever gives way may take its time: room is there when it has ended.
    const victimsGraceMs = (victim.object.spec?.terminationGracePeriodSeconds ?? defaultGrace) * 1_000;
    const requireRoom = async (name: string) => {
      const pod = await given.pod(name).when(t.notScheduled, { blame, within: decidedMs + victimsGraceMs }, isDecided(leftWaiting));
      if (pod.node === '') given.fail({ ...blame, expected: t.aNode, observed: t.refusedRoom(unscheduled(pod.object) ?? '') });
    };
    const same = express.named('express-without').with('spec.priorityClassName', filler.get('spec.priorityClassName'));
    await given.apply(same);
    await given.mustFail(t.samePriority, /Insufficient ephemeral-storage/, async () => { await requireRoom(same.name); });
    await given.pod(same.name).deleted({ graceSeconds: 0 });
    await given.apply(express);
    const askedAt = performance.now();
    await requireRoom('express');
    await given.pod('express').ready(runs('express'));
    given.measure('preemptedMs', Math.round(performance.now() - askedAt));
    await given.event({ about: 'Pod/filler', reason: 'Preempted' }, { within: 10_000, blame });
    await victim.gone({ blame });
  });
});
