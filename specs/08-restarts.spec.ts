import type { Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './08-restarts.en.ts';
import { ja } from './08-restarts.ja.ts';
import { containerPath } from './checks/containers.ts';
import { fileSystemOf } from './checks/file-system.ts';
import { makerOf } from './checks/maker.ts';
import { describeMounts } from './checks/mounts.ts';
import { outageMs } from './checks/outage.ts';
import { restartContainers } from './checks/restart-one-container.ts';
import { Database } from './mysql/database.ts';
import { Ledger } from './mysql/ledger.ts';
import { answeringPod } from './mysql/start.ts';
import { t as mysql } from './mysql/texts.ts';
import { complains, fieldOf, fileIn, idleElsewhere, isOnAClaim, keeperOf, lostBy, places, startsIn, type Place, type Starts } from './restarts/diary.ts';
import { everyKind, slowRequest } from './sample-app/pod-loss.ts';
import { appResponds, apiHost, hosts } from './sample-app/requests.ts';
import { verdictText } from './network/scene.ts';
import { t as sampleApp } from './sample-app/texts.ts';

const t = catalogue(en, ja);

/** Two restarts of a node in one test, on a machine with other work. */
const restartsMs = 180_000;

/** So often its node is killed. */
const NODE_STARTS = 2;

/** Milliseconds of a request that the old ingress controller has accepted: within the 10 s that it has to finish. */
const UNDER_WAY_MS = 3_000;
/** Milliseconds from the first request without a response to the last. */
const LONGEST_OUTAGE_MS = 20_000;

lesson('08-restarts', { verifiable: t.notHere, testDeadlineMs: restartsMs, needs: ['own-cluster', 'ingress'], standsOn: ['04-mysql', '05-ingress'], hosts }, (given) => {
  const diary = () => given.manifest('Pod', 'diary');
  const keeper = () => keeperOf(diary());
  const fault = (field: string) => ({ on: 'Pod/diary', field, hint: t.hints.diary }) as const;
  const kept = (place: Place) => fault(fieldOf(diary(), place));
  const sameNode = { on: 'Pod/diary', field: 'spec.nodeSelector', hint: t.hints.sameNode } as const;
  const database = () => Database.of(given);
  const controller = { on: 'Deployment/traefik', hint: t.hints.controllerBack } as const;
  let restartedAt = 0;
  /** Starts of the diary before its node is killed. */
  let begun = 1;
  /** Pods on the node that were not ready before it was killed, whoever they belong to. */
  let unwell: ReadonlySet<string> = new Set();

  const server = (): Promise<Pod> => answeringPod(given, given);
  /** What the diary has counted at its latest start. */
  const counted = async (): Promise<Starts> => {
    const field = containerPath(diary(), keeper());
    const pod = await given.pod('diary').ready({ starts: 'at once' });
    const lines = (await pod.container(keeper()).lines({
      state: t.counts, blame: fault(`${field}.args`),
      until: ({ text }, all) => complains(text) || startsIn(all.map((line) => line.text)) !== undefined,
    })).map(({ text }) => text);
    const starts = startsIn(lines);
    if (starts !== undefined) return starts;
    return given.fail({ ...fault(`${field}.volumeMounts`), expected: t.folders, observed: t.writesAndMounts(JSON.stringify(lines.join(', ')), describeMounts(diary(), keeper())) });
  };

  /** Has the diary started again. That it does not start is told of its policy, where that ends a pod with its containers. */
  const startedAgain = async <T>(restarted: () => Promise<T>): Promise<T> => {
    try {
      return await restarted();
    } catch (error) {
      if (!(error instanceof LessonFailure) || diary().get('spec.restartPolicy') !== 'Never') throw error;
      const { expected, observed, elapsedMs, ja } = error.failure;
      return given.fail({ ...fault('spec.restartPolicy'), expected: { en: expected, ja: ja.expected }, observed: { en: observed, ja: ja.observed }, elapsedMs });
    }
  };

  test(t.tests.begins, { section: 'diary', precondition: true, effect: 'visits' }, async () => {
    const starts = await counted();
    for (const place of places) given.expect(starts[place], { ...kept(place), what: t.startsIn(fileIn(place), 1) }).to.equal(1);
    const writer = await given.pod('diary').ready();
    // A volume on the disk is where kubelet keeps the pod's /etc/hosts too, and that disk might itself be memory.
    const mounts = await writer.container(keeper()).file('/proc/mounts').text();
    const [disk, memory, ofTheNode] = [fileIn('disk'), fileIn('memory'), '/etc/hosts'].map((file) => fileSystemOf(mounts, file));
    if (ofTheNode !== 'tmpfs') given.expect(disk, { ...kept('disk'), what: t.fileSystem(fileIn('disk')) }).to.not.equal('tmpfs');
    given.expect(memory, { ...kept('memory'), what: t.fileSystem(fileIn('memory')) }).to.equal('tmpfs');
    given.expect(writer.node, { ...sameNode, what: t.nodeOfDiary }).to.equal((await server()).node);
  });

  // A container that is started again by itself runs its own program anew, and no init container does.
  test(t.tests.again, { section: 'again', effect: 'changes' }, async () => {
    await startedAgain(() => restartContainers(given, 'diary', [keeper()]));
    begun += 1;
    const starts = await counted();
    for (const place of places) {
      given.expect(starts[place], { on: 'Pod/diary', field: makerOf(diary(), fileIn(place), keeper()), hint: t.hints.again, what: t.startsIn(fileIn(place), begun) }).to.equal(begun);
    }
  });

  test(t.tests.chosen, { section: 'diary', precondition: true, effect: 'changes' }, async () => {
    const { node } = await server();
    const elsewhere = idleElsewhere(diary(), node);
    await given.apply(elsewhere);
    const placed = await given.pod(elsewhere.name).when(t.onANode, { blame: sameNode }, ({ spec }) => spec?.nodeName !== undefined);
    given.expect(placed.node, { ...sameNode, what: t.nodeOfAnother }).to.equal(node);
    await placed.deleted({ graceSeconds: 0 });
  });

  // It finishes what it has begun; nobody gets a response until the next one is there; from then on everybody does, and a
  // client's cookie still names the same pod.
  test(t.tests.controller, { section: 'node', effect: 'disturbs', exclusive: 'cluster' }, async () => {
    await appResponds(given, given.manifest('Deployment', 'koa-sample-ap').get<number>('spec.replicas') ?? 1);
    given.putBack(() => given.ingressController().complete({ blame: controller }));
    await using traffic = await everyKind(given, t.phases.before, { closesTheWay: true });
    await traffic.answered(10);
    const underWay = slowRequest(given.web({ deadlineMs: 15_000 }), UNDER_WAY_MS);
    // Requests of the second after it have a response: the controller is working on it.
    await traffic.answered(30);
    traffic.mark(t.phases.replaced);
    await given.ingressController().restart();
    given.expect(await underWay, { ...controller, what: t.underWay }).to.equal(200);
    await given.ingressController().complete({ blame: controller });
    await given.response({ path: '/healthz', host: apiHost }, { state: t.responds, fits: ({ status }) => status === 200, blame: controller });
    traffic.mark(t.phases.back);
    await traffic.answered(30);
    const report = await traffic.stop();
    report.requireValid();

    const outage = outageMs(report);
    given.measure('lostRequests', report.failed);
    given.measure('outageMs', outage);
    given.expect(report.failed, { ...controller, what: t.lost }).to.be.above(0);
    for (const phase of [t.phases.before, t.phases.back]) given.expect(report.counts({ phase }).errors, { ...controller, what: t.lostIn(phase) }).to.deep.equal({});
    given.expect(outage, { ...controller, what: t.outage }).to.be.at.most(LONGEST_OUTAGE_MS);
    const moved = report.clients('sticky').filter(({ visits }) => visits.length !== 1);
    given.expect(moved, { ...controller, what: t.moved }).to.deep.equal([]);
  });

  test(t.tests.nodeKilled, { section: 'node', effect: 'disturbs', exclusive: 'cluster' }, async () => {
    const before = { server: await server(), diary: await given.pod('diary').ready() };
    unwell = await given.node(before.server.node).unwell();
    given.putBack(async () => {
      await given.node(before.server.node).settled(restartedAt, { unwell });
      await server();
    });
    const blame = { on: database().manifest, hint: mysql.hints.notReady };
    const kill = async () => {
      const since = { server: await database().server(before.server).restartCount(), diary: await before.diary.container(keeper()).restartCount() };
      restartedAt = await given.node(before.server.node).restarted();
      const [diaryAgain] = await Promise.all([
        startedAgain(() => before.diary.restarted({ since: since.diary }, keeper())),
        before.server.restarted({ since: since.server, blame }, database().container),
      ]);
      given.expect(diaryAgain.uid, { on: 'Pod/diary', what: t.uidOfDiary }).to.equal(before.diary.uid);
      given.expect((await server()).uid, { ...blame, what: t.uidOfServer }).to.equal(before.server.uid);
    };
    await using ledger = await Ledger.begin(given, given);
    const outages = [await ledger.survives(t.nodeKill, kill), await ledger.survives(t.secondNodeKill, kill)];
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByNodeMs', Math.max(...outages));
  });

  test(t.tests.memoryLost, { section: 'node', effect: 'reads', seenBy: t.tests.nodeKilled }, async () => {
    const starts = await counted();
    const start = begun + NODE_STARTS;
    given.expect(starts.disk, { ...kept('disk'), ...(starts.disk < start ? { field: lostBy(diary(), 'disk') } : {}), what: t.startsIn(fileIn('disk'), start) }).to.equal(start);
    given.expect(starts.memory, { ...kept('memory'), what: t.startsIn(fileIn('memory'), start) }).to.equal(1);
  });

  test(t.tests.whole, { section: 'node', effect: 'visits' }, async () => {
    const [{ node, object }] = await Promise.all([server(), given.pod('diary').ready()]);
    await given.node(node).settled(restartedAt, { unwell });
    // By a pod of our own: what policies of the folder let its pods do is no matter of the node.
    const name = `${given.service('koa-sample-ap').name}.${object.metadata?.namespace ?? ''}.svc.cluster.local`;
    const lookUp = await given.client({ node }).lookUp(name);
    if (lookUp.verdict !== 'reached') given.fail({ on: 'Service/koa-sample-ap', hint: sampleApp.hints.appNotReady, expected: t.lookUp(name), observed: verdictText(lookUp) });
    await appResponds(given, given.manifest('Deployment', 'koa-sample-ap').get<number>('spec.replicas') ?? 1);
  });

  test(t.tests.deleted, { section: 'pod', effect: 'changes' }, async () => {
    const before = await counted();
    await (await given.pod('diary').ready()).deleted({ graceSeconds: 1 });
    await given.apply(diary());
    const starts = await counted();
    for (const place of places) {
      const first = isOnAClaim(diary(), place) ? before[place] + 1 : 1;
      given.expect(starts[place], { ...kept(place), hint: t.hints.gone, what: t.startsIn(fileIn(place), first) }).to.equal(first);
    }
  });
});
