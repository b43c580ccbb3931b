import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Given, Manifest, LessonNamespace, Pod, WaitOptions } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { requireServicePort } from './checks/ports.ts';
import { requireSelects } from './checks/selects.ts';
import { requireAccounts } from './mysql/accounts.ts';
import { killable, killMysqld } from './mysql/crash.ts';
import { durableSettings } from './mysql/durable-settings.ts';
import { initScriptsRun } from './mysql/init-scripts.ts';
import { Ledger } from './mysql/ledger.ts';
import { dataField, schemaBlame } from './mysql/mounted.ts';
import { databaseAnswers, query } from './mysql/query.ts';
import { replacedInTurn } from './checks/replaced-in-turn.ts';
import { fieldOfOption, valueOfOption } from './mysql/server-options.ts';
import { unwrittenCommits } from './mysql/unwritten-commits.ts';
import { withoutClaim } from './checks/without-claim.ts';

/** Five crashes in one test, on a machine with other work. */
const crashesMs = 180_000;

/**
 * A server that puts off its log writes it in any case before a page that it puts on the disk, and nobody can write to that
 * page meanwhile: one kill of a hundred finds nothing unwritten. So often it may be lucky.
 */
const LUCKY_KILLS = 3;

/** Where a MySQL server listens when nothing is said, and where the app asks for it. */
const MYSQL_PORT = 3306;

const letKill = (manifest: Manifest) => (manifest.kind === 'Deployment' ? killable(manifest) : manifest);

/** A database without a claim: it starts at once, so that both get ready together. */
const controls = async (given: Given) => {
  await (await given.namespace('control')).apply(...withoutClaim(given.manifests).map(letKill));
};

lesson('04-mysql', { testDeadlineMs: crashesMs, controls }, (given) => {
  const deployment = 'Deployment/koa-sample-db';
  const server = () => given.manifest('Deployment', 'koa-sample-db');
  const mount = () => ({ on: deployment, field: dataField(server()), hint: 'row-lost' }) as const;
  const token = randomUUID();
  const control = () => given.namespace('control');

  const readyPod = async (place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> => {
    const [pod] = await place.deployment('koa-sample-db').pods().ready(1, { ...options, blame: { on: deployment, hint: 'not-ready' } });
    return pod as Pod;
  };
  const onlyPod = async (place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> => {
    const pod = await readyPod(place, options);
    await databaseAnswers(given, place);
    return pod;
  };
  const writeToken = (place: LessonNamespace) =>
    query(given, place, 'INSERT INTO Member (MemberId, Firstname, Lastname, Email, Active) VALUES (1000, ?, ?, ?, 1)', ['A', 'Token', token]);
  const expectToken = async (place: LessonNamespace) => {
    const rows = await query<{ Email: string }>(given, place, 'SELECT Email FROM Member WHERE MemberId = 1000');
    await given.blame(mount(), () => expect(rows[0]?.Email ?? 'no row', 'the row that was written before the pod was replaced').to.equal(token));
  };

  test('has a Service that leads to the pods of the database', { written: true }, () => {
    const service = given.manifest('Service', 'koa-sample-db');
    requireSelects(given, service, server(), 'not-reached');
    requireServicePort(given, service, server(), { port: MYSQL_PORT, listens: Number(valueOfOption(server(), 'port') ?? MYSQL_PORT) }, 'not-reached');
  });

  test('is told its accounts and its database', { written: true }, () => { requireAccounts(given, server()); });

  test('keeps the data when the claim goes, and on one node', { written: true }, () => {
    const volume = given.manifest('PersistentVolume', 'mysql-hostpath-pv');
    given.expectField(volume, 'spec.persistentVolumeReclaimPolicy', 'retain').to.deep.equal('Retain');
    given.expectField(volume, 'spec.capacity.storage', 'volume-size').to.deep.equal('5Gi');
    given.expectField(volume, 'spec.hostPath.path', 'host-path').to.deep.equal('/data/mysql');
    given.expectField(volume, 'spec.accessModes', 'access-mode').to.deep.equal(['ReadWriteOnce']);
    given.expectField(volume, 'spec.nodeAffinity.required', 'pinned').to.exist;
    given.expectField(volume, 'spec.nodeAffinity.required.nodeSelectorTerms', 'pinned').to.fit('terms that ask for something: an empty one fits no node', (terms) =>
      (terms as (NodeSelectorTerm | null)[] | undefined ?? []).some((term) => [term?.matchExpressions, term?.matchFields].some((asked) => (asked?.length ?? 0) > 0)));
    given.expectField(server(), 'spec.strategy.type', 'recreate').to.deep.equal('Recreate');
    given.expectField(server(), 'spec.replicas', 'one-server').to.be.oneOf([undefined, 1]);
  });

  test('binds the claim to the volume that was made for it', { effect: 'reads' }, async () => {
    const claim = given.manifest('PersistentVolumeClaim', 'mysql-pv-claim');
    const unclassed = claim.get('spec.storageClassName') === undefined;
    const blame = { on: claim, field: 'spec.storageClassName', hint: unclassed ? 'claim-without-class' : 'claim-not-bound' };
    const { volume } = await given.claim('mysql-pv-claim').bound({ blame });
    if (volume !== 'mysql-hostpath-pv') {
      given.fail({ ...blame, expected: 'bound to PersistentVolume/mysql-hostpath-pv', observed: `bound to ${volume}, made for it by a StorageClass` });
    }
    await given.volume('mysql-hostpath-pv').bound({ to: 'mysql-pv-claim' });
  });

  test('fills the database by the init scripts on the first start, each once', { effect: 'visits' }, async () => {
    // Nothing else has this folder yet. Later a server may find it still locked by the one before.
    const scripts = await initScriptsRun(await onlyPod(given, { starts: 'alone' }));
    const blame = schemaBlame(given, server());
    await given.blame(blame, () => {
      expect(scripts, 'init scripts that the first start ran').to.be.not.empty;
      expect(scripts, 'init scripts that the first start ran').to.deep.equal([...new Set(scripts)]);
    });
    const tables = await query<Record<string, string>>(given, given, 'SHOW TABLES');
    const members = await query(given, given, 'SELECT MemberId, Firstname, Lastname, Email, Active FROM Member');
    await given.blame(blame, () => {
      expect(tables.flatMap(Object.values), 'tables').to.include.members(['Member', 'Team', 'TeamMember', 'User']);
      expect(members, 'members').to.have.length(4);
    });
  });

  test('is reached by its name at the pod itself (headless Service)', { effect: 'visits' }, async () => {
    const pod = await onlyPod(given);
    given.expectField(given.manifest('Service', 'koa-sample-db'), 'spec.clusterIP', 'headless').to.deep.equal('None');
    expect(await given.service('koa-sample-db').endpoints(1)).to.deep.equal([pod.ip]);
  });

  test('serves the same row from another pod on the same claim, without running the init scripts again', { effect: 'disturbs' }, async () => {
    // The control of the next test loses its pod now too, so that both databases get ready together.
    const [before, without] = await Promise.all([onlyPod(given), control().then(onlyPod)]);
    await Promise.all([writeToken(given), control().then(writeToken)]);
    await control().then(expectToken);
    const deletedAt = performance.now();
    await Promise.all([before.deleted(), without.deleted({ graceSeconds: 1 })]);
    const after = await onlyPod(given);
    given.measure('deletedToReadyMs', Math.round(performance.now() - deletedAt));
    expect(after.uid).to.not.equal(before.uid);
    await expectToken(given);
    await given.blame({ ...mount(), hint: 'scripts-again' }, async () => {
      expect(await initScriptsRun(after), 'init scripts that the second start ran').to.deep.equal([]);
    });
    const members = await query(given, given, 'SELECT MemberId FROM Member');
    expect(members, 'the four members and the row of this test').to.have.length(5);
  });

  test('loses the row when the claim is taken away (control)', { effect: 'visits' }, async () => {
    const place = await control();
    await onlyPod(place);
    await given.mustFail('the row without the claim', /no row|no such table|ER_NO_SUCH_TABLE/i, () => expectToken(place));
  });

  test('replaces the server when its Deployment changes, never two on one data folder (Recreate)', { precondition: true, effect: 'changes' }, async () => {
    const before = await onlyPod(given);
    await given.apply(killable(server()));
    await replacedInTurn(given, before);
  });

  test('keeps every acknowledged row, once and in order, through kill -9 and lost pods', { effect: 'disturbs' }, async () => {
    await using ledger = await Ledger.begin(given, given);
    const kill = async () => { await killMysqld(given, await readyPod(given)); };
    const lose = async () => {
      const before = await readyPod(given);
      await before.deleted({ graceSeconds: 0 });
      expect((await readyPod(given)).uid).to.not.equal(before.uid);
    };
    // In turn: kubelet starts a container again at once, but makes one of the same pod that fails again wait.
    const kills = [await ledger.survives('kill -9 of mysqld', kill)];
    const losses: number[] = [];
    for (const time of ['second', 'third']) {
      losses.push(await ledger.survives(`the deletion of the pod without grace before the ${time} kill -9`, lose));
      kills.push(await ledger.survives(`the ${time} kill -9 of mysqld`, kill));
    }
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByKillMs', Math.max(...kills));
    given.measure('longestOutageByLostPodMs', Math.max(...losses));
  });

  test('loses acknowledged rows when commits are answered before they are written (control)', { effect: 'changes' }, async () => {
    const place = await control();
    const pod = await onlyPod(place);
    await using ledger = await Ledger.begin(given, place);
    await given.mustFail('kill -9 without the log of each commit', /acknowledged rows are missing/, async () => {
      for (let kills = 1; kills <= LUCKY_KILLS; kills += 1) {
        given.measure('killsUntilRowsAreLost', kills);
        await unwrittenCommits(given, pod);
        await ledger.survives('kill -9 of mysqld', () => killMysqld(given, pod));
      }
    });
  });

  test('puts each commit on the disk before it answers', { effect: 'visits' }, async () => {
    const { flushLogAtCommit, binaryLog, syncBinaryLog } = await durableSettings(given, given);
    // A killed process leaves what it has written with the operating system: only the settings tell 1 from 2.
    await given.blame({ on: server(), field: fieldOfOption(server(), 'innodb-flush-log-at-trx-commit'), hint: 'commit-unwritten' }, () =>
      expect(flushLogAtCommit, 'innodb_flush_log_at_trx_commit of the server').to.equal(1));
    await given.blame({ on: server(), field: fieldOfOption(server(), 'sync-binlog'), hint: 'binary-log-unwritten' }, () =>
      expect(binaryLog ? syncBinaryLog : 1, 'sync_binlog of the server, whose binary log is on').to.equal(1));
  });
});

/** Null where nothing is written after a key. */
interface NodeSelectorTerm {
  matchExpressions?: object[] | null;
  matchFields?: object[] | null;
}
