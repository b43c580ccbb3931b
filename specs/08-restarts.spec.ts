import { expect } from 'chai';
import type { Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { apiAnswers } from './sample-app/requests.ts';
import { Ledger } from './mysql/ledger.ts';
import { databaseAnswers } from './mysql/query.ts';
import { describeMounts } from './checks/mounts.ts';
import { ingressControllerRestart } from './restarts/ingress-controller.ts';

/** Two restarts of a node in one test, on a machine with other work. */
const restartsMs = 180_000;

lesson('08-restarts', { testDeadlineMs: restartsMs, needs: ['own-cluster', 'ingress'], standsOn: ['04-mysql', '05-ingress'] }, (given) => {
  const diary = { on: 'Pod/diary', field: 'spec.volumes', hint: 'diary' } as const;
  const writing = { ...diary, field: 'spec.containers[0].args' } as const;
  const mounted = { ...diary, field: 'spec.containers[0].volumeMounts' } as const;
  const database = { on: 'Deployment/koa-sample-db', hint: 'not-ready' } as const;
  const app = { on: 'Deployment/koa-sample-ap', hint: 'app-not-ready' } as const;
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

  test('has a diary that is started again, on a node that is chosen, and keeps it on a disk and in memory', { written: true, precondition: true }, () => {
    const pod = given.manifest('Pod', 'diary');
    given.expectField(pod, 'spec.nodeSelector', 'same-node').to.exist;
    given.expectField(pod, 'spec.restartPolicy', 'diary').to.be.oneOf([undefined, 'Always']);
    given.expectField(pod, 'spec.volumes', 'diary').to.fit('one emptyDir of the medium Memory, and one without', (volumes) => {
      const media = (volumes as Volume[] | undefined ?? []).map(mediumOf);
      return media.includes('') && media.includes('Memory');
    });
  });

  test('begins with everything on one node: the database, and a diary of its own starts', { precondition: true, effect: 'visits' }, async () => {
    const writer = await given.pod('diary').ready({ starts: 'at once' });
    const seen = await entry();
    // Whichever of its two streams comes first: the shell complains, or it counts nothing.
    if (/can't (?:create|open)|(?:disk|memory): *(?:,|$)/.test(seen)) {
      const mounts = describeMounts(given.manifest('Pod', 'diary'), 'diary');
      given.fail({ ...mounted, expected: 'a folder wherever the script in args writes', observed: `${JSON.stringify(seen)}; mounted: ${mounts}` });
    }
    const fault = /^disk: \d+, memory: \d+$/.test(seen) ? mounted : writing;
    await given.blame(fault, () => expect(seen, 'starts that the diary knows of, after its first one').to.equal('disk: 1, memory: 1'));
    const pod = await server();
    await given.blame({ on: 'Pod/diary', field: 'spec.nodeSelector', hint: 'same-node' }, () => expect(writer.node, 'node of the diary').to.equal(pod.node));
  });

  ingressControllerRestart(given);

  test('starts the containers again in the same pods when their node is killed, and keeps every acknowledged row, twice', { effect: 'disturbs', exclusive: 'cluster' }, async () => {
    const before = { server: await server(), diary: await given.pod('diary').ready() };
    const kill = async () => {
      const since = { server: await before.server.container().restartCount(), diary: await before.diary.container().restartCount() };
      restartedAt = await given.node(before.server.node).restarted();
      const [diaryAgain] = await Promise.all([
        before.diary.restarted({ since: since.diary, blame: { ...diary, field: 'spec.restartPolicy' } }),
        before.server.restarted({ since: since.server, blame: database }),
      ]);
      expect(diaryAgain.uid, 'uid of the diary').to.equal(before.diary.uid);
      expect((await server()).uid, 'uid of the pod of the database').to.equal(before.server.uid);
    };
    await using ledger = await Ledger.begin(given, given);
    const outages = [await ledger.survives('the kill of its node', kill), await ledger.survives('the second kill of its node', kill)];
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByNodeMs', Math.max(...outages));
  });

  test('finds on the disk what was written there, and nothing in memory', { effect: 'reads' }, async () => {
    const seen = await entry();
    await given.blame(diary, () => expect(seen, 'starts that the diary knows of, after its third one').to.equal('disk: 3, memory: 1'));
  });

  test('is whole again: every pod of the node ready, names found from there, the app and its ingress answering', { effect: 'visits' }, async () => {
    const [{ node }, writer] = await Promise.all([server(), given.pod('diary').ready()]);
    await given.node(node).settled(restartedAt);
    const { exitCode, stderr } = await writer.container().exec(['wget', '-q', '-T', '5', '-O', '-', 'http://koa-sample-ap:3000/healthz']);
    await given.blame(app, () => expect(`exit code ${exitCode} ${stderr}`.trim(), 'a visit to the app by the name of its Service').to.equal('exit code 0'));
    await apiAnswers(given, 2);
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
