import type { Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './08-restarts.en.ts';
import { ja } from './08-restarts.ja.ts';
import { describeMounts } from './checks/mounts.ts';
import { outageMs } from './checks/outage.ts';
import { Ledger } from './mysql/ledger.ts';
import { databaseAnswers } from './mysql/query.ts';
import { t as mysql } from './mysql/texts.ts';
import { everyKind, slowRequest } from './sample-app/pod-loss.ts';
import { appResponds, apiHost, hosts } from './sample-app/requests.ts';
import { t as sampleApp } from './sample-app/texts.ts';

const t = catalogue(en, ja);

/** Two restarts of a node in one test, on a machine with other work. */
const restartsMs = 180_000;

/** Milliseconds of a request that the old ingress controller has accepted: within the 10 s that it has to finish. */
const UNDER_WAY_MS = 3_000;
/** Milliseconds from the first request without a response to the last. */
const LONGEST_OUTAGE_MS = 20_000;

lesson('08-restarts', { testDeadlineMs: restartsMs, needs: ['own-cluster', 'ingress'], standsOn: ['04-mysql', '05-ingress'], hosts }, (given) => {
  const diary = { on: 'Pod/diary', field: 'spec.volumes', hint: t.hints.diary } as const;
  const writing = { ...diary, field: 'spec.containers[0].args' } as const;
  const mounted = { ...diary, field: 'spec.containers[0].volumeMounts' } as const;
  const database = { on: 'Deployment/koa-sample-db', hint: mysql.hints.notReady } as const;
  const app = { on: 'Deployment/koa-sample-ap', hint: sampleApp.hints.appNotReady } as const;
  const controller = { on: 'Deployment/traefik', hint: t.hints.controllerBack } as const;
  let restartedAt = 0;

  const server = async (): Promise<Pod> => {
    const [pod] = await given.deployment('koa-sample-db').pods().ready(1, { blame: database });
    await databaseAnswers(given, given);
    return pod as Pod;
  };
  /** What the diary has written about its latest start: `disk: 2, memory: 1` after the second one. */
  const entry = async (): Promise<string> => {
    const lines = await given.pod('diary').ready().then((pod) => pod.container().lines({ atLeast: 2, blame: writing }));
    return lines.map(({ text }) => text).join(', ');
  };

  test(t.tests.diary, { written: true, precondition: true }, () => {
    const pod = given.manifest('Pod', 'diary');
    given.expectField(pod, 'spec.nodeSelector', t.hints.sameNode).to.exist;
    given.expectField(pod, 'spec.restartPolicy', t.hints.diary).to.be.oneOf([undefined, 'Always']);
    given.expectField(pod, 'spec.volumes', t.hints.diary).to.fit(t.media, (volumes) => {
      const media = (volumes as Volume[] | undefined ?? []).map(mediumOf);
      return media.includes('') && media.includes('Memory');
    });
  });

  test(t.tests.begins, { precondition: true, effect: 'visits' }, async () => {
    const writer = await given.pod('diary').ready({ starts: 'at once' });
    const seen = await entry();
    // Whichever of its two streams comes first: the shell complains, or it counts nothing.
    if (/can't (?:create|open)|(?:disk|memory): *(?:,|$)/.test(seen)) {
      given.fail({ ...mounted, expected: t.folders, observed: t.writesAndMounts(JSON.stringify(seen), describeMounts(given.manifest('Pod', 'diary'), 'diary')) });
    }
    const fault = /^disk: \d+, memory: \d+$/.test(seen) ? mounted : writing;
    given.expect(seen, { ...fault, what: t.firstStart }).to.equal('disk: 1, memory: 1');
    const pod = await server();
    given.expect(writer.node, { on: 'Pod/diary', field: 'spec.nodeSelector', hint: t.hints.sameNode, what: t.nodeOfDiary }).to.equal(pod.node);
  });

  // It finishes what it has begun; nobody gets a response until the next one is there; from then on everybody does, and a
  // client's cookie still names the same pod.
  test(t.tests.controller, { effect: 'disturbs', exclusive: 'cluster' }, async () => {
    await appResponds(given, given.manifest('Deployment', 'koa-sample-ap').get<number>('spec.replicas') ?? 1);
    given.putBack(() => given.ingressController().complete({ blame: controller }));
    await using traffic = await everyKind(given, t.phases.before);
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

  test(t.tests.nodeKilled, { effect: 'disturbs', exclusive: 'cluster' }, async () => {
    const before = { server: await server(), diary: await given.pod('diary').ready() };
    given.putBack(async () => {
      await given.node(before.server.node).settled(restartedAt);
      await server();
    });
    const kill = async () => {
      const since = { server: await before.server.container().restartCount(), diary: await before.diary.container().restartCount() };
      restartedAt = await given.node(before.server.node).restarted();
      const [diaryAgain] = await Promise.all([
        before.diary.restarted({ since: since.diary, blame: { ...diary, field: 'spec.restartPolicy' } }),
        before.server.restarted({ since: since.server, blame: database }),
      ]);
      given.expect(diaryAgain.uid, { on: 'Pod/diary', what: t.uidOfDiary }).to.equal(before.diary.uid);
      given.expect((await server()).uid, { ...database, what: t.uidOfServer }).to.equal(before.server.uid);
    };
    await using ledger = await Ledger.begin(given, given);
    const outages = [await ledger.survives(t.nodeKill, kill), await ledger.survives(t.secondNodeKill, kill)];
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByNodeMs', Math.max(...outages));
  });

  test(t.tests.memoryLost, { effect: 'reads' }, async () => {
    given.expect(await entry(), { ...diary, what: t.thirdStart }).to.equal('disk: 3, memory: 1');
  });

  test(t.tests.whole, { effect: 'visits' }, async () => {
    const [{ node }, writer] = await Promise.all([server(), given.pod('diary').ready()]);
    await given.node(node).settled(restartedAt);
    const { exitCode, stderr } = await writer.container().exec(['wget', '-q', '-T', '5', '-O', '-', 'http://koa-sample-ap:3000/healthz']);
    if (exitCode !== 0) given.fail({ ...app, expected: t.exitCode(0), observed: t.exitCodeAnd(exitCode, stderr.trim()) });
    await appResponds(given, given.manifest('Deployment', 'koa-sample-ap').get<number>('spec.replicas') ?? 1);
  });
});

interface Volume {
  name: string;
  /** Null where nothing is written after it. */
  emptyDir?: { medium?: string } | null;
}

/** Where an emptyDir keeps its files: the disk of the node is `''`. Undefined for another kind of volume. */
function mediumOf(volume: Volume): string | undefined {
  // A volume that says nothing is an emptyDir.
  const { emptyDir = Object.keys(volume).length === 1 ? {} : undefined } = volume;
  return emptyDir === undefined ? undefined : (emptyDir?.medium ?? '');
}
