import { posix } from 'node:path';
import type { Container } from '../harness/client/objects.ts';
import type { Blame, Given, LessonNamespace, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { otherUserThanRoot } from '../harness/wait/user-at-fault.ts';
import { en } from './18-security-context.en.ts';
import { ja } from './18-security-context.ja.ts';
import { auditEvents, auditLogLacking } from './checks/audit-log.ts';
import { commandPath, containerPath, initContainers } from './checks/containers.ts';
import { writesTo } from './checks/emptied-by.ts';
import { mountOf, mountsField } from './checks/mounts.ts';
import { besidePods } from './checks/own-namespace.ts';
import { valuesIn } from './checks/settings.ts';
import { toldAgain } from './checks/told-again.ts';
import { app, plain, startControls } from './security/controls.ts';
import { isStarted, refusedAsRoot } from './security/not-started.ts';
import { lacksOwnUsers, ownUsersProblem, type NodeRuntimes } from './security/own-users.ts';
import { brokenRules, deploymentOf, fieldOfRule, restrictedPod, rulesIn } from './security/pod-security.ts';
import { rootOutside, statusIn } from './security/process.ts';
import { requireRefusal, requireSuccess } from './security/tried.ts';
import { secretAt, secretOrVolume, volumeAt, volumeField } from './volumes/mounted.ts';

const t = catalogue(en, ja);

/** Names that the lesson's text gives. */
const helper = 'helper';
const DATA = '/data';
const CODE = '/door/code';
const TMP = '/tmp';
const CAPABILITY = 'CHOWN';
const TRACEROUTE = '/tools/traceroute';

/** Objects that belong into the namespaces in which they are judged, whatever the rest of the folder is applied to. */
const ofOtherNamespaces = ['Namespace/strict', 'Namespace/watched', 'Pod/tight', 'Pod/careless'];

/** How the kernel refuses. */
const notPermitted = /Operation not permitted/;
const denied = /Permission denied/;
const readOnly = /Read-only file system/;

/** Opens the raw socket that only root may open, and has an answer at once. */
const traceroute = (program: string): string[] => [program, '-n', '-m', '1', '-q', '1', '-w', '1', '127.0.0.1'];

lesson('18-security-context', {
  verifiable: true,
  light: true,
  sections: { users: 'users', 'not-root': 'users', 'shared-files': 'shared-files', 'read-only': 'read-only', capabilities: 'capabilities', setuid: 'setuid', seccomp: 'seccomp', strict: 'pod-security', watched: 'pod-security' },
  apply: (manifest) => !ofOtherNamespaces.includes(manifest.id) && !besidePods(manifest, ['strict', 'watched']),
  controls: startControls,
}, (given: Given) => {
  const written = (pod: string) => given.manifest('Pod', pod);
  /** What is to blame for what is said at a container, or at its pod. */
  const atContainer = (pod: string, field: string, hint: Text, container: string = app) => ({ on: written(pod), field: `${containerPath(written(pod), container)}.${field}`, hint }) as const;
  const atPod = (pod: string, field: string, hint: Text) => ({ on: written(pod), field: `spec.${field}`, hint }) as const;
  const ready = (pod: string) => given.pod(pod).ready({ starts: 'at once', blame: { on: written(pod), hint: t.hints.pod(pod) } });
  const ours = async (pod: string) => (await ready(pod)).container(app);
  const control = async (pod: string) => (await (await given.namespace('control')).pod(pod).ready()).container(app);

  test(t.tests.users, { controlLast: true, part: 'users', effect: 'reads' }, async () => {
    const manifest = written('users');
    const [user, group] = ['runAsUser', 'runAsGroup'].map((field) => manifest.get<number>(`spec.securityContext.${field}`));
    const requireUser = async (container: Awaited<ReturnType<typeof ours>>) => {
      const status = await statusIn(container);
      const isPods = (found: unknown) => found !== 0 && found === user;
      given.expect(status.user, { ...atPod('users', 'securityContext.runAsUser', t.hints.users), what: t.userOf(app) }).to.fit(user === undefined ? t.notSaid : t.ofPod(user), isPods);
      if (group !== undefined) given.expect(status.group, { ...atPod('users', 'securityContext.runAsGroup', t.hints.users), what: t.groupOf(app) }).to.equal(group);
    };
    const pod = await ready('users');
    await requireUser(pod.container(app));
    const own = manifest.get<number>(`${containerPath(manifest, helper)}.securityContext.runAsUser`);
    const isOwn = (found: unknown) => found !== 0 && found !== user && found === own;
    const blame = atContainer('users', 'securityContext.runAsUser', t.hints.helper, helper);
    given.expect((await statusIn(pod.container(helper))).user, { ...blame, what: t.userOf(helper) }).to.fit(own === undefined ? t.notSaid : t.ofContainer(own, user ?? 0), isOwn);
    await given.mustFail(t.withoutUsers, /observed 0/, async () => { await requireUser(await control(plain)); });
  });

  test(t.tests.notRoot, { controlLast: true, part: 'not-root', effect: 'reads' }, async () => {
    const blame = atContainer('not-root', 'securityContext.runAsNonRoot', t.hints.notRoot);
    const decided = (pod: Pod['object']) => refusedAsRoot(pod, app) !== undefined || isStarted(pod, app);
    const requireNotStarted = ({ object }: Pod) => {
      if (refusedAsRoot(object, app) === undefined) given.fail({ ...blame, expected: t.notStarted, observed: t.started });
    };
    requireNotStarted(await given.pod('not-root').when(t.notStarted, { starts: 'at once', blame }, decided));
    const other = await (await given.namespace('control')).pod('not-root').when(t.started, {}, decided);
    await given.mustFail(t.withUser, /observed it is started/, () => { requireNotStarted(other); });
  });

  const missingCode = (): Blame => ({ ...secretOrVolume(given, written('shared-files'), CODE), hint: t.hints.secret });

  /** An init container that has the volume: the kubelet has given it to the group before, so whatever took it away is a program. */
  const takenBy = (pod: Manifest, file: string): { field: string; hint: Text } | undefined => {
    const volume = mountOf(pod, app, file)?.name;
    const taker = volume === undefined ? undefined : initContainers(pod).find((each) => writesTo(each, volume));
    return taker === undefined ? undefined : { field: commandPath(pod, taker.container.name), hint: t.hints.taken(DATA) };
  };

  test(t.tests.sharedFiles, { controlLast: true, part: 'shared-files', effect: 'disturbs' }, async () => {
    const group = written('shared-files').get<number>('spec.securityContext.fsGroup');
    const blame = atPod('shared-files', 'securityContext.fsGroup', t.hints.group);
    const container = await ours('shared-files');
    const status = await statusIn(container);
    given.expect(status.user, { ...atPod('shared-files', 'securityContext.runAsUser', t.hints.groupUser), what: t.userOf(app) }).to.fit(t.notRootUser, (user) => user !== 0);
    // Everything is root's without it.
    if (group === undefined || group === 0) given.fail({ ...blame, expected: t.aGroup, observed: group === undefined ? t.notWritten : verbatim('0') });
    given.expect([...status.groups, status.group], { ...blame, what: t.groups(app) }).to.include(group);
    const file = `${DATA}/new`;
    await requireSuccess(given, container, { ...blame, ...(volumeAt(written('shared-files'), DATA) === undefined ? { field: volumeField(written('shared-files'), DATA) } : {}), what: t.toWrite(file), command: ['touch', file] });
    for (const path of [DATA, file]) given.expect((await container.file(path).owner()).split(':')[1], { ...blame, ...takenBy(written('shared-files'), file), what: t.groupOfFile(path) }).to.equal(String(group));
    given.expect(await container.file(CODE).exists(), { ...missingCode(), what: t.isThere(CODE) }).to.equal(true);
    const readCode = async (from: typeof container) => await requireSuccess(given, from, { ...blame, what: t.toRead(CODE), command: ['cat', CODE] });
    const content = await readCode(container);
    const secret = secretAt(written('shared-files'), CODE);
    if (secret !== undefined) given.expect(content, { on: written('shared-files'), field: volumeField(written('shared-files'), CODE), hint: t.hints.secret, what: t.contentOf(CODE) }).to.equal(valuesIn(given.manifest('Secret', secret.name))[secret.key]?.trim());
    const mode = { on: written('shared-files'), field: volumeField(written('shared-files'), CODE, 'secret.defaultMode'), hint: t.hints.secret, what: t.modeOf(CODE) } as const;
    // Its group has read it; what root may do besides is the learner's choice.
    given.expect(await container.file(CODE).mode(), mode).to.fit(t.notForOthers, (octal) => String(octal).endsWith('0'));
    await given.mustFail(t.withoutGroup, denied, async () => await readCode(await control('shared-files')));
  });

  test(t.tests.readOnly, { controlLast: true, part: 'read-only', effect: 'disturbs' }, async () => {
    const container = await ours('read-only');
    const inVolume = `${TMP}/new`;
    const write = (path: string) => ({ what: t.toWrite(path), command: ['touch', path] });
    const requireReadOnly = async (of: typeof container) => { await requireRefusal(given, of, { ...atContainer('read-only', 'securityContext.readOnlyRootFilesystem', t.hints.readOnly), ...write('/new') }, readOnly); };
    await requireReadOnly(container);
    await requireSuccess(given, container, { ...atContainer('read-only', 'volumeMounts', t.hints.tmp), ...write(inVolume) });
    await given.mustFail(t.writable, /observed that went well/, async () => { await requireReadOnly(await control(plain)); });
  });

  test(t.tests.capabilities, { controlLast: true, part: 'capabilities', effect: 'disturbs' }, async () => {
    const blame = atContainer('capabilities', 'securityContext.capabilities', t.hints.capabilities);
    const file = '/dev/shm/of-somebody-else';
    const giveAway = async (of: Awaited<ReturnType<typeof ours>>) => await requireSuccess(given, of, { ...blame, field: `${blame.field}.add`, what: t.toGiveAway, command: ['sh', '-c', `umask 077; echo mine > ${file} && chown 1000 ${file}`] });
    const requireUnreadable = async (of: Awaited<ReturnType<typeof ours>>) => {
      await giveAway(of);
      await requireRefusal(given, of, { ...blame, field: `${blame.field}.drop`, what: t.toReadOthers, command: ['cat', file] }, denied);
    };
    const container = await ours('capabilities');
    const status = await statusIn(container);
    // Somebody else gets none of what is added (kubernetes/kubernetes#56374).
    const said = [atContainer('capabilities', 'securityContext.runAsUser', t.hints.capabilities), atPod('capabilities', 'securityContext.runAsUser', t.hints.capabilities)].find(({ field }) => written('capabilities').get(field) !== undefined);
    given.expect(status.user, { ...said ?? blame, what: t.userOf(app) }).to.equal(0);
    await requireUnreadable(container);
    given.expect(status.capabilities, { ...blame, what: t.capabilitiesOf(app) }).to.deep.equal([CAPABILITY]);
    await given.mustFail(t.withAll, /observed that went well: mine/, async () => { await requireUnreadable(await control(plain)); });
    await given.mustFail(t.withNone, notPermitted, async () => await giveAway(await control('capabilities')));
  });

  test(t.tests.setuid, { controlLast: true, part: 'setuid', effect: 'reads' }, async () => {
    const container = await ours('setuid');
    const blame = atContainer('setuid', 'securityContext.allowPrivilegeEscalation', t.hints.escalation);
    const volume = mountOf(written('setuid'), container.name, TRACEROUTE)?.name;
    // A native sidecar may make it as well.
    const makers = (written('setuid').get<Container[]>('spec.initContainers') ?? []).filter(({ volumeMounts = [] }) => volume === undefined || volumeMounts.some(({ name }) => name === volume));
    const [maker, ...others] = makers;
    const file = { on: written('setuid'), field: maker === undefined || others.length > 0 ? 'spec.initContainers' : commandPath(written('setuid'), maker.name), hint: t.hints.setuidFile } as const;
    given.expect((await statusIn(container)).user, { ...atContainer('setuid', 'securityContext.runAsUser', t.hints.setuidUser), what: t.userOf(app) }).to.fit(t.notRootUser, (user) => user !== 0);
    // What an init container has made is nowhere where its volume is not mounted.
    const unmounted = maker !== undefined && volume === undefined ? { field: mountsField(written('setuid'), container.name, posix.dirname(TRACEROUTE)) } : {};
    given.expect(await container.file(TRACEROUTE).exists(), { ...file, ...unmounted, what: t.isThere(TRACEROUTE) }).to.equal(true);
    await given.blame(file, async () => {
      given.expect(await container.file(TRACEROUTE).mode(), { ...file, what: t.modeOf(TRACEROUTE) }).to.equal('4755');
      const user = maker === undefined ? undefined : otherUserThanRoot(written('setuid'), containerPath(written('setuid'), maker.name));
      given.expect((await container.file(TRACEROUTE).owner()).split(':')[0], { ...file, ...(user === undefined ? {} : { field: user }), what: t.ownerOf(TRACEROUTE) }).to.equal('0');
    });
    // The same program without the bit: what it may do, it may do by the bit.
    await requireRefusal(given, container, { ...file, what: t.toOpenOwnSocket, command: traceroute('traceroute') }, notPermitted);
    const requireNoGain = async (of: typeof container) => { await requireRefusal(given, of, { ...blame, what: t.toOpenSocket, command: traceroute(TRACEROUTE) }, notPermitted); };
    await requireNoGain(container);
    given.expect((await statusIn(container)).noNewPrivileges, { ...blame, what: t.noNewPrivileges }).to.equal(true);
    await given.mustFail(t.escalating, /observed that went well/, async () => { await requireNoGain(await control('setuid')); });
  });

  test(t.tests.seccomp, { controlLast: true, part: 'seccomp', effect: 'reads' }, async () => {
    const container = await ours('seccomp');
    const blame = atPod('seccomp', 'securityContext.seccompProfile', t.hints.seccomp);
    // A program starts others at the same addresses each time: personality(2) with ADDR_NO_RANDOMIZE.
    const requireFiltered = async (of: typeof container) => { await requireRefusal(given, of, { ...blame, what: t.toSwitchOff, command: ['linux64', '-R', 'true'] }, notPermitted); };
    await requireFiltered(container);
    given.expect((await statusIn(container)).seccomp, { ...blame, what: t.filter }).to.equal(2);
    const other = await control(plain);
    if ((await statusIn(other)).seccomp !== 0) given.skip(t.filteredAnyway);
    await given.mustFail(t.unfiltered, /observed that went well/, async () => { await requireFiltered(other); });
  });

  test(t.tests.ownUsers, { controlLast: true, part: 'own-users', section: 'own-users', level: 'production', effect: 'reads' }, async () => {
    const blame = atPod('own-users', 'hostUsers', t.hints.ownUsers);
    const { node } = await given.pod('own-users').when(t.scheduled, { blame }, (pod) => pod.spec?.nodeName !== undefined);
    const isOwn = written('own-users').get('spec.hostUsers') === false;
    const there = isOwn ? (await given.list<NodeRuntimes>('v1', 'Node')).find(({ metadata }) => metadata?.name === node) : undefined;
    if (there !== undefined && lacksOwnUsers(there)) given.skip(t.cannotOwnUsers(t.runtimeLacksThem));
    const pod = await given.pod('own-users').when(verbatim('Ready'), { starts: 'at once', blame }, (now) => isStarted(now, app)).catch(async (error: unknown) => {
      const problem = isOwn ? ownUsersProblem(await given.events('Pod/own-users')) : undefined;
      if (problem === undefined) throw error;
      return given.skip(t.cannotOwnUsers(problem));
    });
    const requireNobody = async (container: Awaited<ReturnType<typeof ours>>) => {
      given.expect(rootOutside(await container.file('/proc/self/uid_map').text()), { ...blame, what: t.userMap }).to.fit(t.otherOnNode, (user) => user !== 0);
    };
    await requireNobody(pod.container(app));
    await given.mustFail(t.ofPlain, /observed 0/, async () => { await requireNobody(await control(plain)); });
  });

  const opened = new Map<string, Promise<LessonNamespace>>();
  /** A namespace of the folder, with its labels, and what else the folder has there beside pods. */
  const labelled = (name: string): Promise<LessonNamespace> => {
    const open = async () => {
      const namespace = await given.namespace(name);
      await namespace.apply(given.manifest('Namespace', name), ...given.manifests.all().filter((each) => besidePods(each, [name])));
      return namespace;
    };
    const known = opened.get(name) ?? open();
    opened.set(name, known);
    return known;
  };
  const levelOf = (name: string, mode: string, hint: Text) => ({ on: given.manifest('Namespace', name), field: `metadata.labels['pod-security.kubernetes.io/${mode}']`, hint }) as const;
  const enforced = () => levelOf('strict', 'enforce', t.hints.strict);
  const violates = /violates PodSecurity "restricted:/;

  /** Applies a pod that meets the level; throws LessonFailure about the field of the first rule that it breaks. */
  const requireTaken = async (namespace: LessonNamespace, pod: Manifest) => {
    try {
      await namespace.apply(pod);
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      const [rule = ''] = rulesIn(error.failure.observed);
      toldAgain(given, error, { on: pod, field: fieldOfRule(pod, rule), hint: t.hints.tight });
    }
  };

  test(t.tests.tight, { part: 'strict', precondition: true, effect: 'changes' }, async () => {
    const strict = await labelled('strict');
    await requireTaken(strict, written('tight'));
    const pod = await strict.pod('tight').ready({ starts: 'at once', blame: { on: written('tight'), hint: t.hints.tight } });
    given.expect((await statusIn(pod.container(app))).user, { on: written('tight'), field: 'spec.securityContext.runAsUser', hint: t.hints.tight, what: t.userOf(app) }).to.fit(t.notRootUser, (user) => user !== 0);
  });

  test(t.tests.rules, { part: 'strict', effect: 'changes' }, async () => {
    const strict = await labelled('strict');
    // What each of them is a changed copy of is taken.
    await strict.dryRun(given.object(restrictedPod('unchanged')));
    for (const { names, pod } of brokenRules()) {
      const broken = given.object(pod);
      const { message } = await given.refused({ what: t.broken(broken.name), code: 403, reason: 'Forbidden', message: violates, ...enforced() }, async () => { await strict.dryRun(broken); });
      given.expect(rulesIn(message), { ...enforced(), what: t.rulesNamed(broken.name) }).to.have.members([...names]);
    }
  });

  test(t.tests.careless, { part: 'strict', effect: 'changes' }, async () => {
    // That the namespace enforces the level has been seen: what is taken there meets it.
    const blame = { on: written('careless'), field: 'spec', hint: t.hints.careless } as const;
    const refused = async (namespace: LessonNamespace, name: string) => await given.refused(
      { what: t.podIn('Pod/careless', name), code: 403, reason: 'Forbidden', message: violates, ...blame },
      async () => { await namespace.dryRun(written('careless')); },
    );
    const { message } = await refused(await labelled('strict'), 'strict');
    given.expect(rulesIn(message), { ...blame, what: t.rulesNamed('Pod/careless') }).to.fit(t.oneRule, (rules: string[]) => rules.length > 0);
    const control = await given.namespace('control');
    await given.mustFail(t.withoutLevel('strict'), /observed it was accepted/, async () => await refused(control, 'control'));
  });

  test(t.tests.workload, { part: 'strict', effect: 'changes' }, async () => {
    const strict = await labelled('strict');
    const deployment = given.object(deploymentOf(written('careless')));
    await strict.apply(deployment);
    const message = await strict.until<ReturnType<typeof deploymentOf>, string>({
      apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.name, state: t.podsRefused, blame: enforced(),
      seen: (found) => found[0]?.status?.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')?.message,
    });
    given.expect(message, { ...enforced(), what: verbatim(deployment.id) }).to.match(violates);
    given.expect((await strict.list('v1', 'Pod', { labels: deployment.get('spec.selector.matchLabels') ?? {} })).length, { ...enforced(), what: t.podsOf(deployment.id) }).to.equal(0);
  });

  test(t.tests.warned, { part: 'watched', effect: 'changes' }, async () => {
    const watched = await labelled('watched');
    const blame = levelOf('watched', 'warn', t.hints.watched);
    const requireWarning = async (namespace: LessonNamespace, pod: string) => {
      const warnings = await given.warnings(async () => {
        try {
          await namespace.apply(written(pod));
        } catch (error) {
          if (!(error instanceof LessonFailure) || !violates.test(error.failure.observed)) throw error;
          toldAgain(given, error, levelOf('watched', 'enforce', t.hints.watched));
        }
      });
      given.expect(warnings, { ...blame, what: t.warnings(`Pod/${pod}`) }).to.fit(t.aWarning, (all: string[]) => all.some((each) => /would violate PodSecurity "restricted:/.test(each) && rulesIn(each).length > 0));
    };
    await given.blame(blame, async () => { await requireWarning(watched, 'careless'); });
    await watched.pod('careless').ready({ starts: 'at once', blame });
    await given.mustFail(t.noWarning, /observed \[\]/, async () => { await requireWarning(await given.namespace('control'), 'careless'); });
  });

  test(t.tests.audited, { part: 'watched', effect: 'reads' }, async () => {
    const lacking = await auditLogLacking(given);
    if (lacking !== undefined) given.skip(lacking);
    const blame = levelOf('watched', 'audit', t.hints.audited);
    const requireAudited = async (namespace: LessonNamespace) => {
      const pod = await namespace.pod('careless').ready();
      const own = (await auditEvents(given, `"namespace":"${pod.object.metadata?.namespace ?? ''}"`)).filter(({ objectRef }) => objectRef?.resource === 'pods' && objectRef.name === 'careless');
      const said = own.map(({ annotations }) => annotations?.['pod-security.kubernetes.io/audit-violations'] ?? '').filter((each) => each !== '');
      given.expect(said, { ...blame, what: t.auditedOf('Pod/careless') }).to.fit(t.aViolation, (all: string[]) => all.some((each) => rulesIn(each).length > 0));
    };
    await requireAudited(await labelled('watched'));
    await given.mustFail(t.noWarning, /observed \[\]/, async () => { await requireAudited(await given.namespace('control')); });
  });
});
