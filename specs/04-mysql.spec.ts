import { randomUUID } from 'node:crypto';
import type { Given, Manifest, LessonNamespace, Pod, WaitOptions } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './04-mysql.en.ts';
import { ja } from './04-mysql.ja.ts';
import { requireServicePort } from './checks/ports.ts';
import { replacedInTurn } from './checks/replaced-in-turn.ts';
import { requireSelects } from './checks/selects.ts';
import { withoutClaim } from './checks/without-claim.ts';
import { requireAccounts } from './mysql/accounts.ts';
import { killable, killMysqld } from './mysql/crash.ts';
import { durableSettings } from './mysql/durable-settings.ts';
import { initScriptsRun } from './mysql/init-scripts.ts';
import { Ledger } from './mysql/ledger.ts';
import { dataField, schemaBlame } from './mysql/mounted.ts';
import { databaseAnswers, query } from './mysql/query.ts';
import { fieldOfOption, valueOfOption } from './mysql/server-options.ts';
import { t as mysql } from './mysql/texts.ts';
import { unwrittenCommits } from './mysql/unwritten-commits.ts';

const t = catalogue(en, ja);

/** Five crashes in one test, on a machine with other work. */
const crashesMs = 180_000;

/**
 * A server that puts off its log still writes it before a page that it puts on the disk, and nobody can write to that page
 * meanwhile: about 1 kill in 100 hits when everything is flushed. Allow up to three.
 */
const MAX_KILLS = 3;

/** The lesson's table, its rows, and the row that this lesson adds to them. */
const MEMBERS = { table: 'Member', count: 4, token: 1000 } as const;

/** Where a MySQL server listens by default, and where the app looks for it. */
const MYSQL_PORT = 3306;

/** What a second server says about a data folder that is in use. */
const IN_USE = /unable to lock|another mysqld/i;

const letKill = (manifest: Manifest) => (manifest.kind === 'Deployment' ? killable(manifest) : manifest);

/** A database without a claim: it starts at once, so that both get ready together. */
const controls = async (given: Given) => {
  await (await given.namespace('control')).apply(...withoutClaim(given.manifests).map(letKill));
};

lesson('04-mysql', { testDeadlineMs: crashesMs, controls }, (given) => {
  const deployment = 'Deployment/koa-sample-db';
  const server = () => given.manifest('Deployment', 'koa-sample-db');
  const mount = () => ({ on: deployment, field: dataField(server()), hint: mysql.hints.rowLost }) as const;
  const token = randomUUID();
  const control = () => given.namespace('control');

  const readyPod = async (place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> => {
    const [pod] = await place.deployment('koa-sample-db').pods().ready(1, { ...options, blame: { on: deployment, hint: mysql.hints.notReady } });
    return pod as Pod;
  };
  const onlyPod = async (place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> => {
    const pod = await readyPod(place, options);
    await databaseAnswers(given, place);
    return pod;
  };
  const requireAnother = (after: Pod, before: Pod): void => {
    given.expect(after.uid, { on: deployment, what: t.uidAfter }).to.not.equal(before.uid);
  };
  const writeToken = (place: LessonNamespace) =>
    query(given, place, 'INSERT INTO Member (MemberId, Firstname, Lastname, Email, Active) VALUES (?, ?, ?, ?, 1)', [MEMBERS.token, 'A', 'Token', token]);
  const requireToken = async (place: LessonNamespace): Promise<void> => {
    const [row] = await query<{ Email: string }>(given, place, 'SELECT Email FROM Member WHERE MemberId = ?', [MEMBERS.token]);
    if (row === undefined) return given.fail({ ...mount(), expected: t.rowIsThere(MEMBERS.table, MEMBERS.token), observed: t.noRow });
    given.expect(row.Email, { ...mount(), what: t.rowBefore }).to.equal(token);
  };

  test(t.tests.service, { written: true }, () => {
    const service = given.manifest('Service', 'koa-sample-db');
    requireSelects(given, service, server(), mysql.hints.notReached);
    requireServicePort(given, service, server(), { port: MYSQL_PORT, listens: Number(valueOfOption(server(), 'port') ?? MYSQL_PORT) }, mysql.hints.notReached);
  });

  test(t.tests.accounts, { written: true }, () => { requireAccounts(given, server()); });

  test(t.tests.storage, { written: true }, () => {
    const volume = given.manifest('PersistentVolume', 'mysql-hostpath-pv');
    given.expectField(volume, 'spec.persistentVolumeReclaimPolicy', t.hints.retain).to.equal('Retain');
    given.expectField(volume, 'spec.capacity.storage', t.hints.volumeSize).to.equal('5Gi');
    given.expectField(volume, 'spec.hostPath.path', t.hints.hostPath).to.equal('/data/mysql');
    given.expectField(volume, 'spec.accessModes', t.hints.accessMode).to.deep.equal(['ReadWriteOnce']);
    given.expectField(volume, 'spec.nodeAffinity.required', t.hints.pinned).to.exist;
    given.expectField(volume, 'spec.nodeAffinity.required.nodeSelectorTerms', t.hints.pinned).to.fit(t.nodeTerm, (terms) =>
      (terms as (NodeSelectorTerm | null)[] | undefined ?? []).some((term) => [term?.matchExpressions, term?.matchFields].some((asked) => (asked?.length ?? 0) > 0)));
    given.expectField(server(), 'spec.strategy.type', t.hints.recreate).to.equal('Recreate');
    given.expectField(server(), 'spec.replicas', t.hints.oneServer).to.be.oneOf([undefined, 1]);
  });

  test(t.tests.bound, { effect: 'reads' }, async () => {
    const claim = given.manifest('PersistentVolumeClaim', 'mysql-pv-claim');
    const unclassed = claim.get('spec.storageClassName') === undefined;
    const blame = { on: claim, field: 'spec.storageClassName', hint: unclassed ? t.hints.claimWithoutClass : t.hints.claimNotBound };
    const { volume } = await given.claim('mysql-pv-claim').bound({ blame });
    if (volume !== 'mysql-hostpath-pv') given.fail({ ...blame, expected: t.boundTo('PersistentVolume/mysql-hostpath-pv'), observed: t.boundToOther(volume) });
    await given.volume('mysql-hostpath-pv').bound({ to: 'mysql-pv-claim' });
  });

  test(t.tests.filled, { precondition: true, effect: 'visits' }, async () => {
    // Nothing else has this folder yet. Later a server may find it still locked by the one before.
    const scripts = await initScriptsRun(await onlyPod(given, { starts: 'alone' }));
    const schema = schemaBlame(given, server());
    given.expect(scripts, { ...schema, what: t.firstScripts }).to.not.be.empty;
    given.expect(scripts, { ...schema, what: t.firstScripts }).to.deep.equal([...new Set(scripts)]);
    const tables = await query<Record<string, string>>(given, given, 'SHOW TABLES');
    const members = await query(given, given, 'SELECT MemberId, Firstname, Lastname, Email, Active FROM Member');
    given.expect(tables.flatMap(Object.values), { ...schema, what: t.tables }).to.include.members([MEMBERS.table, 'Team', 'TeamMember', 'User']);
    given.expect(members, { ...schema, what: t.members }).to.have.length(MEMBERS.count);
  });

  test(t.tests.headless, { effect: 'visits' }, async () => {
    const pod = await onlyPod(given);
    given.expectField(given.manifest('Service', 'koa-sample-db'), 'spec.clusterIP', t.hints.headless).to.equal('None');
    const endpoints = await given.service('koa-sample-db').endpoints(1);
    given.expect(endpoints, { on: 'Service/koa-sample-db', field: 'spec.selector', hint: mysql.hints.notReached, what: t.endpoints }).to.deep.equal([pod.ip]);
  });

  test(t.tests.samePlace, { effect: 'disturbs' }, async () => {
    given.putBack(async () => { await Promise.all([onlyPod(given), control().then(onlyPod)]); });
    // The control of the next test loses its pod now too, so that both databases get ready together.
    const [before, without] = await Promise.all([onlyPod(given), control().then(onlyPod)]);
    await Promise.all([writeToken(given), control().then(writeToken)]);
    await control().then(requireToken);
    const deletedAt = performance.now();
    await Promise.all([before.deleted(), without.deleted({ graceSeconds: 1 })]);
    const after = await onlyPod(given);
    given.measure('deletedToReadyMs', Math.round(performance.now() - deletedAt));
    requireAnother(after, before);
    await requireToken(given);
    given.expect(await initScriptsRun(after), { ...mount(), hint: t.hints.scriptsAgain, what: t.secondScripts }).to.deep.equal([]);
    const members = await query(given, given, 'SELECT MemberId FROM Member');
    given.expect(members, { ...mount(), what: t.membersAndToken }).to.have.length(MEMBERS.count + 1);
  });

  test(t.tests.withoutClaim, { effect: 'visits' }, async () => {
    const place = await control();
    await onlyPod(place);
    await given.mustFail(t.rowWithoutClaim, /no row|no such table|ER_NO_SUCH_TABLE/i, () => requireToken(place));
  });

  test(t.tests.inTurn, { precondition: true, effect: 'changes' }, async () => {
    const before = await onlyPod(given);
    await given.apply(killable(server()));
    const blame = { on: deployment, field: 'spec.strategy.type', hint: t.hints.recreate } as const;
    await replacedInTurn(given, before, { labels: { app: 'koa-sample-db' }, blame, expected: t.oneFolder, inUse: IN_USE });
  });

  test(t.tests.acknowledged, { effect: 'disturbs' }, async () => {
    given.putBack(() => onlyPod(given));
    // The new container has started; without a readiness probe nothing else says when its server listens.
    await onlyPod(given);
    await using ledger = await Ledger.begin(given, given);
    const kill = async () => { await killMysqld(given, await readyPod(given)); };
    const lose = async () => {
      const before = await readyPod(given);
      await before.deleted({ graceSeconds: 0 });
      requireAnother(await readyPod(given), before);
    };
    // In turn: kubelet starts a container again at once, but makes one of the same pod that fails again wait.
    const kills = [await ledger.survives(t.kill, kill)];
    const losses: number[] = [];
    for (const time of ['second', 'third'] as const) {
      losses.push(await ledger.survives(t.lossBefore[time], lose));
      kills.push(await ledger.survives(t.killAgain[time], kill));
    }
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByKillMs', Math.max(...kills));
    given.measure('longestOutageByLostPodMs', Math.max(...losses));
  });

  test(t.tests.unwritten, { effect: 'changes' }, async () => {
    const place = await control();
    const pod = await onlyPod(place);
    await using ledger = await Ledger.begin(given, place);
    await given.mustFail(t.killUnwritten, /acknowledged rows are missing/, async () => {
      for (let kills = 1; kills <= MAX_KILLS; kills += 1) {
        given.measure('killsUntilRowsAreLost', kills);
        await unwrittenCommits(given, pod);
        await ledger.survives(t.kill, () => killMysqld(given, pod));
      }
    });
  });

  test(t.tests.durable, { effect: 'visits' }, async () => {
    const { flushLogAtCommit, binaryLog, syncBinaryLog } = await durableSettings(given, given);
    // A killed process leaves what it has written with the operating system: only the settings tell 1 from 2.
    const flush = { on: server(), field: fieldOfOption(server(), 'innodb-flush-log-at-trx-commit'), hint: mysql.hints.commitUnwritten };
    given.expect(flushLogAtCommit, { ...flush, what: t.flushLogAtCommit }).to.equal(1);
    const sync = { on: server(), field: fieldOfOption(server(), 'sync-binlog'), hint: t.hints.binaryLogUnwritten };
    given.expect(binaryLog ? syncBinaryLog : 1, { ...sync, what: t.syncBinaryLog }).to.equal(1);
  });
});

/** Null where nothing is written after a key. */
interface NodeSelectorTerm {
  matchExpressions?: object[] | null;
  matchFields?: object[] | null;
}
