import type { Pod as PodObject } from '../harness/client/objects.ts';
import type { Given, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { joinTexts, type Text } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { describePod } from '../harness/wait/describe-pod.ts';
import { belongsTo, isReady } from '../harness/wait/pod-owner.ts';
import { en } from './17-network-policy.en.ts';
import { ja } from './17-network-policy.ja.ts';
import { podMaker, readyPodOf } from './checks/pod-of.ts';
import { toldAgain } from './checks/told-again.ts';
import { Database, mysqlPort } from './mysql/database.ts';
import { allOpen, answersTo, closedAt, untilAsMeant, whileAsking, type Client, type Outcome, type Verdict } from './network/asking.ts';
import { blameOfClosed, blameOfLookUp, blameOfWayOut } from './network/blame.ts';
import { clients, doorsOf, keptOut, partners, rules, type Door, type Rule } from './network/doors.ts';
import { bystanderDoors, bystanderPod } from './network/bystander.ts';
import { shutIn } from './network/guests.ts';
import { aimedAt, isAbout, type End } from './network/rules.ts';
import { allDoors, keyOf, openDoor, Scene, verdictText } from './network/scene.ts';
import { targetOf } from './network/targets.ts';
import { portOf } from './sample-app/app-container.ts';
import { apiHost, appResponds, hosts, labels, podOf } from './sample-app/requests.ts';

const t = catalogue(en, ja);

/** Milliseconds in which a network plugin has surely taken over what was written. */
const withinMs = 10_000;
/** Milliseconds for which what is closed must stay closed after everything was as it must be. */
const holdMs = 5_000;
/** Milliseconds in which a new pod of the app is surely ready, and surely asked by the ingress controller. */
const freshMs = 20_000;
/** Milliseconds for a look-up; a server that may not be asked does not refuse it. */
const lookUpMs = 3_000;
/** A name that the DNS of every cluster knows. */
const someName = 'kubernetes.default.svc.cluster.local';

const app = 'koa-sample-ap';
/** What only the ingress controller and the app may come in at. */
const inside = ['app', 'database'];
const folder = 'Folder/17-network-policy';

/** A policy that allows nothing outwards, for a namespace of its own. */
const mute = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'mute' }, spec: { podSelector: {}, policyTypes: ['Egress'] } };

/** The ingress controller, as policies see it. */
const controller: End = { labels: { 'app.kubernetes.io/name': 'traefik' }, namespace: { 'kubernetes.io/metadata.name': 'traefik' }, own: false, address: '' };

const scenes = new WeakMap<Given, Scene>();
/** The scene of a run, made when it is first asked for. */
function sceneOf(given: Given): Scene {
  const scene = scenes.get(given) ?? new Scene(given);
  scenes.set(given, scene);
  return scene;
}

lesson('17-network-policy', {
  verifiable: t.notHere,
  sections: { doors: 'by-label', app: 'app' },
  needs: ['ingress', 'network-policy'],
  standsOn: ['04-mysql', '05-ingress'],
  hosts,
  namespaces: { [partners.name]: partners.labels },
  // First everything is to be seen open.
  apply: ({ kind }) => kind !== 'NetworkPolicy',
  controls: async (given) => {
    const { guests } = sceneOf(given);
    await Promise.all([guests.all(), guests.muted(), given.apply(given.object(bystanderPod))]);
  },
  testDeadlineMs: 120_000,
}, (given: Given) => {
  const scene = sceneOf(given);
  const deployment = () => given.manifest('Deployment', app);
  const podsOfTheApp = () => given.deployment(app).pods();
  const appPort = () => portOf(given, deployment());

  /** What the policies have made of all connections. */
  let outcome: Outcome = { answers: [] };
  /** What has become of a new pod of the app, and of two look-ups of names. */
  let fresh: LessonFailure | undefined;
  let lookedUp: Verdict | undefined;
  let mutedLookUp: Verdict | undefined;

  test(t.tests.openBefore, { section: 'open', part: 'doors', precondition: true, effect: 'visits' }, async () => {
    const servers = [...new Set(allDoors.map(({ server }) => server))];
    await Promise.all(servers.map(async (server) => {
      const manifest = podMaker(given, server);
      const { ip } = await readyPodOf(given, manifest);
      for (const door of allDoors.filter((each) => each.server === server)) scene.add(keyOf(door), targetOf(manifest, door.port, ip));
    }));
    const nobodys = given.object(bystanderPod);
    const { ip } = await readyPodOf(given, nobodys);
    for (const door of bystanderDoors) scene.add(keyOf(door), targetOf(nobodys, door.port, ip));
    const { answers } = await untilAsMeant(await scene.guests.clients(), allOpen([...await scene.through([...allDoors, ...bystanderDoors]), ...scene.wayOut()]), withinMs);
    scene.requireAsMeant(answers, ({ question }) => ({ on: scene.target(question.to).pod, field: 'spec', hint: t.hints.listens }));
  });

  test(t.tests.appBefore, { part: 'app', precondition: true, effect: 'visits' }, async () => {
    await appResponds(given, deployment().get<number>('spec.replicas') ?? 1);
    const database = Database.of(given);
    const [[appPod], [databasePod]] = await Promise.all([podsOfTheApp().now(), database.in(given).pods().now()]);
    scene.add('app', targetOf(deployment(), appPort(), appPod?.ip));
    scene.add('database', targetOf(database.manifest, mysqlPort, databasePod?.ip));
    const { answers } = await untilAsMeant(await scene.guests.clients(), allOpen(scene.to(inside)), withinMs);
    scene.requireAsMeant(answers, ({ question }) => ({ on: scene.target(question.to).pod, field: 'spec', hint: t.hints.listens }));
  });

  /** Replaces a pod of the app: policies do not end the connections that the others have. Resolves when the new one has answered. */
  const freshPodAnswers = async (): Promise<void> => {
    const before = await podsOfTheApp().now() as [Pod, ...Pod[]];
    const known = before.map(({ uid }) => uid);
    // Rather not the one that the others ask: nobody reaches a pod that is gone, whatever the policies say.
    const asked = scene.target('app').address;
    const replaced = before.find(({ ip }) => ip !== asked) ?? before[0];
    await given.delete(`Pod/${replaced.name}`);
    const own = targetOf(deployment(), appPort());
    const toDatabase = () => ({ ...blameOfClosed(scene.policies, own, scene.target('database'), { all: [own, controller], open: [own] }), hint: t.hints.database });
    const toApp = () => ({ ...blameOfClosed(scene.policies, controller, scene.target('app'), { all: [own, controller], open: [controller] }), hint: t.hints.app });
    const isNew = (pod: PodObject) => belongsTo(pod, app) && !known.includes(pod.metadata?.uid ?? '');
    const describe = (all: PodObject[]) => joinTexts(all.filter(isNew).map((each) => describePod(each)), '; ');
    const pod = await given.until<PodObject, PodObject>({ apiVersion: 'v1', kind: 'Pod', state: t.freshPod, within: freshMs, seen: (all) => all.find((each) => isNew(each) && isReady(each)), describe })
      .catch((error: unknown) => (error instanceof LessonFailure ? toldAgain(given, error, toDatabase()) : Promise.reject(error as Error)));
    const name = pod.metadata?.name ?? '';
    if (replaced.ip === asked) scene.add('app', targetOf(deployment(), appPort(), pod.status?.podIP));
    await given.response({ path: '/readyz', host: apiHost, labels }, { state: t.freshAnswers(name), within: freshMs, fits: (response) => response.status === 200 && podOf(response) === name })
      .catch((error: unknown) => (error instanceof LessonFailure ? toldAgain(given, error, toApp()) : Promise.reject(error as Error)));
  };

  test(t.tests.enforced(holdMs / 1_000), { section: 'closed', precondition: true, effect: 'changes' }, async () => {
    const appThere = scene.has('app');
    const questions = [...await scene.through([...allDoors, ...scene.bystanders()]), ...scene.wayOut(), ...(appThere ? scene.to(inside) : [])];
    if (questions.length === 0) given.skip(t.nothingOpen);
    const guests = await scene.guests.clients();
    const { policies } = scene;
    const muted = await scene.guests.muted();
    const lookUp = async (client: Client | undefined) => await client?.lookUp(someName, { deadlineMs: lookUpMs });
    given.expect((await lookUp(muted.client))?.verdict, { what: t.muteLooksUp, on: folder }).to.equal('reached');

    // When the first policy takes effect shows at the vault, where one connection after the other is tried.
    const [vault] = await scene.through(doorsOf.closed);
    const closing = vault === undefined ? undefined : closedAt(guests.get(vault.who), vault, withinMs);
    const [first] = vault === undefined ? [] : aimedAt(policies, scene.target(vault.to).labels).filter((policy) => isAbout(policy, 'Ingress'));
    let acceptedAt: number | undefined;
    for (const policy of policies) {
      await given.apply(policy);
      if (policy === first) acceptedAt = performance.now();
    }
    await muted.place.apply(given.object(mute));

    const replaced = appThere ? freshPodAnswers().then(() => undefined, (error: unknown) => error) : undefined;
    outcome = await untilAsMeant(guests, questions, withinMs);
    const stays = outcome.afterMs === undefined ? Promise.resolve(outcome.answers) : whileAsking(guests, questions, holdMs);
    [outcome.answers, lookedUp, mutedLookUp] = await Promise.all([stays, lookUp(guests.get(shutIn)), lookUp(muted.client)]);
    const failed = await replaced;
    if (failed !== undefined && !(failed instanceof LessonFailure)) throw failed as Error;
    fresh = failed;

    const closedSince = await closing;
    if (closedSince !== undefined && acceptedAt !== undefined) given.measure('closedAfterMs', Math.max(0, Math.round(closedSince - acceptedAt)));
    if (outcome.afterMs !== undefined) given.measure('allAsMeantAfterMs', Math.round(outcome.afterMs));
    if (outcome.answers.every(({ verdict }) => verdict.verdict === 'reached')) {
      const [on] = policies;
      given.fail({ on: on ?? folder, ...(on === undefined ? {} : { field: 'spec.podSelector' }), hint: t.hints.none, expected: t.aChange, observed: on === undefined ? t.noPolicy : t.noChange });
    }
  });

  const hintOf = (rule: Rule): Text => (rule === 'byAddress' ? t.hints.byAddress(`${keptOut.address}/${keptOut.prefix}`) : t.hints[rule]);

  for (const rule of rules) {
    test(t.tests[rule], { part: 'doors', effect: 'reads' }, async () => {
      const doors: readonly Door[] = doorsOf[rule];
      for (const door of doors) {
        const open = await scene.openTo(door);
        if (door.open === 'by address' && [0, clients.length].includes(open.length)) given.skip(t.oneNode(`${keptOut.address}/${keptOut.prefix}`));
        const blame = await scene.whoIsToBlame(open);
        scene.requireAsMeant(answersTo(outcome.answers, await scene.through([door])), (answer) => ({ ...blame(answer), hint: hintOf(rule) }));
      }
    });
  }

  test(t.tests.others, { part: 'doors', effect: 'reads' }, async () => {
    const doors = scene.bystanders();
    if (doors.length === 0) given.skip(t.notClosed);
    const blame = await scene.whoIsToBlame([], true);
    scene.requireAsMeant(answersTo(outcome.answers, await scene.through(doors)), (answer) => ({ ...blame(answer), hint: t.hints.tooMany }));
  });

  test(t.tests.egress, { part: 'doors', effect: 'reads' }, async () => {
    const end = (await scene.guests.all()).get(shutIn)?.end;
    const place = end === undefined ? undefined : blameOfWayOut(scene.policies, end, scene.target(keyOf(openDoor)));
    const blame = { ...(place ?? { on: folder }), hint: t.hints.egress } as const;
    scene.requireAsMeant(answersTo(outcome.answers, scene.wayOut()), () => blame);
    if (lookedUp !== undefined && lookedUp.verdict !== 'reached') given.fail({ ...blame, field: 'spec.egress', ...(end === undefined ? {} : blameOfLookUp(scene.policies, end)), expected: t.lookUp(someName), observed: verdictText(lookedUp) });
    await given.mustFail(t.muteLooksUp, /observed "?(timed out|could not ask)/, () => { given.expect(mutedLookUp?.verdict, { what: t.muteLooksUp, on: folder }).to.equal('reached'); });
  });

  test(t.tests.app, { part: 'app', effect: 'reads' }, () => {
    if (fresh !== undefined) throw fresh;
  });

  test(t.tests.database, { part: 'app', effect: 'visits' }, async () => {
    const blame = await scene.whoIsToBlame([], false);
    const { answers } = await untilAsMeant(await scene.guests.clients(), scene.to(inside), withinMs);
    scene.requireAsMeant(answers, (answer) => ({ ...blame(answer), hint: t.hints.others }));
  });

  test(t.tests.openAgain, { part: 'doors', effect: 'changes' }, async () => {
    for (const policy of scene.policies) await given.delete(policy);
    const { answers, afterMs } = await untilAsMeant(await scene.guests.clients(), allOpen([...await scene.through(allDoors), ...scene.wayOut()]), withinMs);
    if (afterMs !== undefined) given.measure('openAgainAfterMs', Math.round(afterMs));
    scene.requireAsMeant(answers, () => ({ on: folder, hint: t.hints.openAgain }));
  });
});
