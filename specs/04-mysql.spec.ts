import { randomUUID } from 'node:crypto';
import type { Given, Manifest, LessonNamespace, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { Text } from '../harness/text/language.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './04-mysql.en.ts';
import { ja } from './04-mysql.ja.ts';
import { requireServicePort } from './checks/ports.ts';
import { overlapOf } from './checks/replaced-in-turn.ts';
import { requireSelects } from './checks/selects.ts';
import { withoutClaim } from './checks/without-claim.ts';
import { keyField } from './mysql/account-blame.ts';
import { accountOf, secretName, untypable } from './mysql/account.ts';
import { isProcessOne, killable, killMysqld } from './mysql/crash.ts';
import { initScripts, mountedAt, usualDataFolder, type Mounted } from './mysql/data-volume.ts';
import { Database, databaseName, mysqlPort } from './mysql/database.ts';
import { undurableSettings } from './mysql/durable-settings.ts';
import { Ledger } from './mysql/ledger.ts';
import { clientsPort, databaseDoor, listeningFault } from './mysql/listening.ts';
import { lostData, type Replaced } from './mysql/lost-data.ts';
import { verifies } from './mysql/password-hash.ts';
import { maySignIn, query } from './mysql/query.ts';
import { scriptsIn } from './mysql/server-log.ts';
import { answeringPod, firstStart, readyPod, withCause } from './mysql/start.ts';
import { dataMounted, requireOwnVolume, requirePinned, requireRetained, staysOnItsNode } from './mysql/storage.ts';
import { t as mysql } from './mysql/texts.ts';
import { unwrittenCommits } from './mysql/unwritten-commits.ts';
import { policyInTheWay } from './network/closing-policy.ts';

const t = catalogue(en, ja);

/** Five crashes in one test, on a machine with other work. */
const crashesMs = 180_000;

/**
 * A server that puts off its log still writes it before a page that it puts on the disk, and nobody can write to that page
 * meanwhile: about 1 kill in 100 hits when everything is flushed. Allow up to three.
 */
const MAX_KILLS = 3;

/** The lesson's tables, the rows of one of them, and the row that this lesson adds to it. */
const TABLES = ['Member', 'Team', 'TeamMember', 'User'];
const MEMBERS = { table: 'Member', count: 4, token: 1000 } as const;

/** The user that lesson 05 signs in. */
const ADMIN = { email: 'admin@user.com', password: 'admin' } as const;

/** What a second server says about a data folder that is in use. */
const IN_USE = /unable to lock|another mysqld/i;

/** A database without a claim: it starts at once, so that both get ready together. */
const controls = async (given: Given) => {
  const { manifest } = Database.of(given);
  const data = mountedAt(new Database(manifest), usualDataFolder);
  const folders = data?.hostPath === undefined ? [] : [data.mount.name];
  const letKill = (each: Manifest) => (each.id === manifest.id ? killable(each) : each);
  await (await given.namespace('control')).apply(...withoutClaim(given.manifests, folders).map(letKill));
};

lesson('04-mysql', { verifiable: true, testDeadlineMs: crashesMs, controls }, (given) => {
  const database = () => Database.of(given);
  const service = () => given.manifest('Service', databaseName);
  const token = randomUUID();
  const control = () => given.namespace('control');
  /** How the old server and the new one ran at once when one took the other's place. */
  let overlap: Text | undefined;

  const ready = (place: LessonNamespace): Promise<Pod> => answeringPod(given, place);
  const requireAnother = (after: Pod, before: Pod): void => {
    given.expect(after.uid, { on: database().manifest, what: t.uidAfter }).to.not.equal(before.uid);
  };
  const writeToken = (place: LessonNamespace) =>
    query(given, place, 'INSERT INTO Member (MemberId, Firstname, Lastname, Email, Active) VALUES (?, ?, ?, ?, 1)', [MEMBERS.token, 'A', 'Token', token]);
  const requireToken = async (place: LessonNamespace, replaced?: Replaced): Promise<void> => {
    const tables = await query(given, place, 'SHOW TABLES LIKE ?', [MEMBERS.table]);
    const [row] = tables.length === 0 ? [] : await query<{ Email: string }>(given, place, 'SELECT Email FROM Member WHERE MemberId = ?', [MEMBERS.token]);
    if (row?.Email === token) return;
    const blame = await lostData(given, place, database(), replaced);
    given.fail({ ...blame, expected: t.rowIsThere(MEMBERS.table, MEMBERS.token), observed: row === undefined ? t.noRow : t.anotherRow });
  };
  const scriptsOf = async (pod: Pod): Promise<string[]> => scriptsIn((await database().server(pod).lines()).map(({ text }) => text));
  const data = async (): Promise<Mounted> =>
    (await dataMounted(given, database())) ?? given.fail({ ...(await lostData(given, given, database())), expected: t.aVolume, observed: t.noVolume });

  test(t.tests.service, { section: 'database', written: true }, () => {
    // The name of a headless Service is that of its pods: there the ports that it lists lead nowhere.
    if (service().get('spec.selector') !== undefined) requireSelects(given, service(), database().manifest, mysql.hints.notReached);
    if (service().get('spec.clusterIP') === 'None') return;
    const listens = clientsPort(given, database()) ?? mysqlPort;
    requireServicePort(given, service(), database().manifest, { port: mysqlPort, listens, of: database().path }, mysql.hints.notReached);
  });

  test(t.tests.oneServer, { section: 'database', written: true }, () => {
    given.expectField(database().manifest, 'spec.replicas', mysql.hints.oneServer).to.be.oneOf([undefined, 1]);
  });

  test(t.tests.starts, { section: 'database', precondition: true, effect: 'changes' }, async () => {
    // Nothing else has this folder yet. Later a server may find it still locked by the one before.
    const pod = await firstStart(given, given);
    await staysOnItsNode(given, database(), pod);
  });

  test(t.tests.filled, { section: 'rows', precondition: true, effect: 'visits' }, async () => {
    await withCause(given, given, async () => {
      const schema = { ...initScripts(given, database()), hint: mysql.hints.schema };
      const tables = await query<Record<string, string>>(given, given, 'SHOW TABLES');
      given.expect(tables.flatMap(Object.values), { ...schema, what: t.tables }).to.include.members(TABLES);
      const members = await query(given, given, 'SELECT MemberId, Firstname, Lastname, Email, Active FROM Member');
      given.expect(members, { ...schema, what: t.members }).to.have.length(MEMBERS.count);
    });
  });

  test(t.tests.reached, { section: 'rows', effect: 'visits' }, async () => {
    const pod = await ready(given);
    const { name: host } = given.service(databaseName);
    // As the app of lesson 05 would ask, where that makes a difference: its labels would count this client among its pods.
    const labels = given.manifests.all('NetworkPolicy').length === 0 ? {} : { app: 'koa-sample-ap' };
    const answer = await given.client({ labels }).reach({ host, port: mysqlPort, protocol: 'tcp' });
    if (answer.verdict === 'could not ask') return given.invalid(answer.why);
    if (answer.verdict !== 'reached') {
      const fault = (await listeningFault(given, given, database())) ?? (await policyInTheWay(given, labels, databaseDoor(given, database()))) ?? { on: service(), field: 'spec.selector', hint: mysql.hints.notReached };
      given.fail({ observed: t.verdicts[answer.verdict], ...fault, expected: t.reached(`${host}:${mysqlPort}`) });
    }
    const endpoints = await given.service(databaseName).endpoints(1);
    given.expect(endpoints, { on: service(), field: 'spec.selector', hint: mysql.hints.notReached, what: t.endpoints }).to.deep.equal([pod.ip]);
  });

  test(t.tests.typed, { section: 'passwords', effect: 'visits' }, async () => {
    const secret = given.manifests.find('Secret', secretName);
    const [key] = secret === undefined ? [] : untypable(secret);
    const { user, password } = await accountOf(given, given, database());
    if (await maySignIn(given, given, { user: user.trim(), password: password.trim() })) return;
    given.fail({ on: secret ?? database().manifest, ...(key === undefined ? {} : { field: keyField(given, key) }), hint: t.hints.typed, expected: t.typed, observed: t.spaced });
  });

  test(t.tests.samePlace, { section: 'rows', effect: 'disturbs' }, async () => {
    given.putBack(async () => { await Promise.all([ready(given), control().then(ready)]); });
    // The control of the next test loses its pod now too, so that both databases get ready together.
    const [before, without] = await Promise.all([ready(given), control().then(ready)]);
    await Promise.all([writeToken(given), control().then(writeToken)]);
    await control().then(requireToken);
    const deletedAt = performance.now();
    await Promise.all([before.deleted(), without.deleted({ graceSeconds: 1 })]);
    const after = await ready(given);
    given.measure('deletedToReadyMs', Math.round(performance.now() - deletedAt));
    requireAnother(after, before);
    await requireToken(given, { before, after });
    const kept = await lostData(given, given, database(), { before, after });
    given.expect(await scriptsOf(after), { ...kept, hint: t.hints.scriptsAgain, what: t.secondScripts }).to.deep.equal([]);
    const members = await query(given, given, 'SELECT MemberId FROM Member');
    given.expect(members, { ...kept, what: t.membersAndToken }).to.have.length(MEMBERS.count + 1);
  });

  test(t.tests.withoutClaim, { effect: 'visits' }, async () => {
    const place = await control();
    await ready(place);
    await given.mustFail(t.rowWithoutClaim, /no row/i, () => requireToken(place));
  });

  test(t.tests.replaced, { section: 'database', precondition: true, effect: 'changes' }, async () => {
    const before = await ready(given);
    const { manifest, container, strategy } = database();
    // A StatefulSet changes nothing before its pod has been ready for so long.
    await given.apply(manifest.kind === 'StatefulSet' ? killable(manifest).without('spec.minReadySeconds') : killable(manifest));
    // With this strategy the change is made when somebody deletes the pod.
    if (manifest.get(`${strategy}.type`) === 'OnDelete') await before.deleted();
    const blame = { on: manifest, field: strategy, hint: mysql.hints.recreate };
    overlap = await overlapOf(given, before, { of: manifest, blame, container, inUse: IN_USE });
    if (overlap !== undefined) await replacedAfterAll(before, overlap);
    await ready(given);
  });

  /** An update that starts the new server first gets through only where nobody waits for that to be ready. */
  const replacedAfterAll = async (before: Pod, observed: Text): Promise<void> => {
    const { manifest, strategy } = database();
    const blame = { on: manifest, field: strategy, hint: mysql.hints.recreate };
    await given.blame(blame, async () => { await before.gone({ within: leavesWithin(database()), blame }); }).catch(() => {
      given.fail({ ...blame, expected: t.oneFolder, observed });
    });
  };

  test(t.tests.acknowledged, { section: 'rows', effect: 'disturbs' }, async () => {
    given.putBack(() => ready(given));
    await ready(given);
    await using ledger = await Ledger.begin(given, given);
    const isKillable = !(await isProcessOne(given, await readyPod(given, given)));
    const kills: number[] = [];
    const kill = async (when: Text) => {
      if (isKillable) kills.push(await ledger.survives(when, async () => { await killMysqld(given, await readyPod(given, given)); }));
    };
    const lose = async () => {
      const before = await readyPod(given, given);
      await before.deleted({ graceSeconds: 0 });
      requireAnother(await readyPod(given, given), before);
    };
    // In turn: kubelet starts a container again at once, but makes one of the same pod that fails again wait.
    await kill(t.kill);
    const losses: number[] = [];
    for (const time of ['second', 'third'] as const) {
      losses.push(await ledger.survives(t.lossBefore[time], lose));
      await kill(t.killAgain[time]);
    }
    given.measure('rows', ledger.acknowledged);
    given.measure('longestOutageByLostPodMs', Math.max(...losses));
    if (!isKillable) given.skip(mysql.crash.processOne);
    given.measure('longestOutageByKillMs', Math.max(...kills));
  });

  test(t.tests.unwritten, { effect: 'changes' }, async () => {
    const place = await control();
    const pod = await ready(place);
    await using ledger = await Ledger.begin(given, place);
    await given.mustFail(t.killUnwritten, /acknowledged rows are missing/, async () => {
      for (let kills = 1; kills <= MAX_KILLS; kills += 1) {
        given.measure('killsUntilRowsAreLost', kills);
        await unwrittenCommits(given, database(), pod);
        await ledger.survives(t.kill, () => killMysqld(given, pod));
      }
    });
  });

  test(t.tests.alone, { section: 'database', level: 'production', seenBy: t.tests.replaced, effect: 'reads' }, () => {
    const blame = { on: database().manifest, field: database().strategy, hint: mysql.hints.recreate };
    if (overlap !== undefined) given.fail({ ...blame, expected: t.oneFolder, observed: overlap });
  });

  test(t.tests.ownVolume, { section: 'data', level: 'production', effect: 'visits' }, async () => { await requireOwnVolume(given, await data()); });

  test(t.tests.retained, { section: 'data', level: 'production', effect: 'visits' }, async () => { await requireRetained(given, database(), await data()); });

  test(t.tests.pinned, { section: 'data', level: 'production', effect: 'visits' }, async () => { await requirePinned(given, database(), await data()); });

  test(t.tests.durable, { level: 'production', effect: 'visits' }, async () => {
    for (const { blame, what, wanted, found } of await undurableSettings(given, given)) given.expect(found, { ...blame, what }).to.equal(wanted);
  });

  test(t.tests.user, { section: 'passwords', level: 'production', effect: 'visits' }, async () => {
    const blame = { ...initScripts(given, database()), hint: t.hints.user(ADMIN.email, ADMIN.password) };
    const [row] = await query<{ Password: string }>(given, given, 'SELECT Password FROM User WHERE Email = ?', [ADMIN.email]);
    const state = row === undefined ? 'missing' : verifies(row.Password, ADMIN.password);
    if (state !== 'yes') given.fail({ ...blame, expected: t.user.expected(ADMIN.email, ADMIN.password), observed: t.user[state] });
  });
});

/** Milliseconds in which the new pod is ready by its probes, if they say so while another server has the folder, and the old one has left. */
function leavesWithin({ manifest, path }: Database): number {
  const probe = manifest.get<{ initialDelaySeconds?: number; periodSeconds?: number }>(`${path}.readinessProbe`);
  const seconds = (probe?.initialDelaySeconds ?? 0) + (probe?.periodSeconds ?? 0) + (manifest.get<number>('spec.minReadySeconds') ?? 0) + 20;
  return seconds * 1_000;
}
