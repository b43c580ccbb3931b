import type { KubeObject } from '../harness/client/objects.ts';
import type { Given, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { en } from './19-nodes-and-etcd.en.ts';
import { ja } from './19-nodes-and-etcd.ja.ts';
import { auditEvents, type AuditEvent } from './checks/audit-log.ts';
import { clientBeside } from './checks/client-beside.ts';
import { isDecided, requireUnscheduled, unscheduled } from './checks/scheduling.ts';
import { valuesIn } from './checks/settings.ts';
import { t as checks } from './checks/texts.ts';
import { askEtcd } from './etcd/ask-etcd.ts';
import { Backup, newKeyName } from './etcd/backup.ts';
import { ControlPlane } from './etcd/control-plane.ts';
import { CopiedPods, deletionOf, nodeOf } from './etcd/copied-pods.ts';
import { copyPod, files, flippedPod, laterPort, serverPort } from './etcd/copy.ts';
import { essence, essencesIn, type Essence } from './etcd/essence.ts';
import { boundBy, rightsOf } from './etcd/reader.ts';
import { newAgeKeys } from './etcd/seal.ts';
import { listener, startControls } from './nodes/controls.ts';
import { evicted, goneNow } from './nodes/evicted.ts';
import { disk, front, nodesWith } from './nodes/labelled.ts';
import { expectedPorts, listeningPorts, portsIn } from './nodes/listening.ts';
import { accountKinds, podNeeds } from './nodes/needs.ts';
import { requireOn, requireSpread } from './nodes/placement.ts';
import { longestStay } from './nodes/tolerated.ts';

const t = catalogue(en, ja);

/** Milliseconds after which a pod is believed to stay Pending: one that fits a node is bound in a fraction of that. */
const staysPendingMs = 2_000;
const template = 'spec.template.spec';
const sshPort = 22;
const kubeletPort = 10_250;

/** Milliseconds in which a control plane must have started on a busy machine. */
const copyWithinMs = 150_000;
/** The key of the taint, and the seconds for which the pod lingers tolerates it. */
const taint = 'maintenance';
const untolerated = /untolerated taint/;
const lingersMs = 3_000;
/** Milliseconds by which a time in whole seconds may look earlier. */
const roundingMs = 1_000;
/** Milliseconds that a controller on a busy machine may be late. */
const lateMs = 12_000;
/** Milliseconds for which a pod is watched that is to stay, where a toleration of its own says that it may go. */
const watchedMs = 60_000;

/** Where the handout explains each part. */
const sections = { placed: 'placed', spread: 'spread', access: 'doors', etcd: 'etcd', copy: 'backup', audit: 'audit' };

/** What is looked for of a value that has several lines, or a line break at its end: what is searched is searched line by line. */
const longestLine = (value: string): string => value.split(/\r?\n/).toSorted((a, b) => b.length - a.length)[0] ?? '';

lesson('19-nodes-and-etcd', { verifiable: true, sections, accountKinds, podNeeds, clusterWide: ['ClusterRole'], credentials: ['tokens'], controls: startControls, testDeadlineMs: copyWithinMs + 30_000 }, (given) => {
  const replicasOf = (name: string): number => given.manifest('Deployment', name).get<number>('spec.replicas') ?? 1;
  const podsOf = async (name: string, namespace: Pick<Given, 'deployment'> = given): Promise<Pod[]> => {
    const replicas = replicasOf(name);
    given.expect(replicas, { on: `Deployment/${name}`, field: 'spec.replicas', hint: t.hints.starts, what: t.wanted }).to.be.at.least(1);
    return await namespace.deployment(name).pods().ready(replicas, { starts: 'at once', blame: { on: `Deployment/${name}`, hint: t.hints.starts } });
  };
  /** Where it is said which nodes may run a pod: the last only wishes for them, which may be the mistake. */
  const placeOf = (manifest: Manifest, path: string): string =>
    ['nodeSelector', ...['required', 'preferred'].map((how) => `affinity.nodeAffinity.${how}DuringSchedulingIgnoredDuringExecution`)].map((field) => `${path}.${field}`).find((each) => manifest.get(each) !== undefined) ?? `${path}.nodeSelector`;
  const selector = () => ({ on: 'Deployment/at-the-front', field: placeOf(given.manifest('Deployment', 'at-the-front'), template), hint: t.hints.selector }) as const;

  test(t.tests.selected, { controlLast: true, part: 'placed', effect: 'reads' }, async () => {
    const labelled = await nodesWith(given, front);
    if (labelled.length === 0) given.skip(t.noFront);
    requireOn(given, await podsOf('at-the-front'), labelled, selector());
    if ((await given.nodes()).length === labelled.length) return;
    const elsewhere = await (await given.namespace('control')).pod('at-the-front-elsewhere').ready();
    await given.mustFail(t.unselected, /at-the-front-elsewhere on /, () => { requireOn(given, [elsewhere], labelled, selector()); });
  });

  test(t.tests.pending, { controlLast: true, part: 'placed', effect: 'reads' }, async () => {
    const blame = { on: 'Pod/nowhere', field: placeOf(given.manifest('Pod', 'nowhere'), 'spec'), hint: t.hints.pending } as const;
    const labelled = await nodesWith(given, disk);
    if (labelled.length > 0) given.skip(t.hasDisk(labelled.join(', ')));
    await requireUnscheduled(given, 'nowhere', /didn't match Pod's node affinity\/selector/, blame);
    const isBound = (pod: KubeObject) => (pod as Pod['object']).spec?.nodeName !== undefined;
    await given.absent({ object: 'Pod/nowhere', forMs: staysPendingMs, counts: isBound, on: blame.on, field: blame.field, hint: blame.hint });
    await (await given.namespace('control')).pod('nowhere').ready({ starts: 'at once', blame });
  });

  test(t.tests.spread, { controlLast: true, part: 'spread', effect: 'reads' }, async () => {
    const nodes = await given.nodes();
    if (nodes.length < 2) given.skip(t.oneNode);
    const blame = { on: 'Deployment/spread', field: `${template}.topologySpreadConstraints`, hint: t.hints.spread } as const;
    // One pod is even wherever it is.
    given.expect(replicasOf('spread'), { on: blame.on, field: 'spec.replicas', hint: t.hints.several, what: t.wanted }).to.be.at.least(2);
    requireSpread(given, await podsOf('spread'), nodes, blame);
    requireSpread(given, await podsOf('spread', await given.namespace('drawn')), nodes, blame);
    const together = await podsOf('spread', await given.namespace('control'));
    await given.mustFail(t.drawnTogether, /number of pods on/, () => { requireSpread(given, together, nodes, blame); });
  });

  const requireOwn = () => {
    if (!given.onOwnCluster) given.skip(t.notOurs);
  };
  let found: Promise<ControlPlane> | undefined;
  const controlPlane = () => (found ??= ControlPlane.find(given));

  test(t.tests.ports, { part: 'access', effect: 'visits' }, async () => {
    requireOwn();
    const { node: first } = await controlPlane();
    const requireOnly = (node: string, ports: readonly number[]) => {
      given.expect(ports, { on: `Node/${node}`, hint: t.hints.ports, what: t.ports(node) }).to.deep.equal(expectedPorts(node === first));
    };
    for (const node of await given.nodes()) requireOnly(node, await listeningPorts(given, node));
    const pod = await (await given.namespace('control')).pod(listener.name).ready();
    const { stdout } = await pod.container('httpd').exec(['cat', '/proc/net/tcp', '/proc/net/tcp6']);
    await given.mustFail(t.seesListener, new RegExp(String(listener.port)), () => { requireOnly(first, portsIn(stdout)); });
  });

  test(t.tests.ssh, { part: 'access', effect: 'visits' }, async () => {
    const client = await clientBeside(given);
    for (const node of await given.nodes()) {
      const host = await given.node(node).address();
      const connects = async (port: number) => (await client.reach({ host, port, protocol: 'tcp' })).verdict;
      given.expect(await connects(kubeletPort), { on: `Node/${node}`, what: t.connection(kubeletPort, node) }).to.equal('reached');
      given.expect(await connects(sshPort), { on: `Node/${node}`, hint: t.hints.ssh, what: t.connection(sshPort, node) }).to.equal('refused');
    }
  });

  test(t.tests.certificate, { section: 'doors', part: 'etcd', effect: 'reads' }, async () => {
    requireOwn();
    const { node } = await controlPlane();
    const blame = { on: `Node/${node}`, hint: t.hints.certificate } as const;
    const answer = await askEtcd(given, node, await (await controlPlane()).clientCertificate());
    given.expect(answer, { ...blame, what: t.withCertificate }).to.deep.equal({ status: 200 });
    const without = await askEtcd(given, node);
    given.expect('refused' in without ? without.refused : without.status, { ...blame, what: t.withoutCertificate }).to.match(/alert (certificate required|bad certificate|handshake failure)/);
  });

  const codeOf = (kind: 'Secret' | 'ConfigMap', name: string): string => valuesIn(given.manifest(kind, name))['code'] ?? '';
  /** The name of the namespace on the cluster. */
  const namespace = async (): Promise<string> => await realName(given);

  test(t.tests.encrypted, { part: 'etcd', effect: 'reads' }, async () => {
    const lacking = await given.lacking('encryption-at-rest');
    if (lacking !== undefined) given.skip(lacking);
    requireOwn();
    const etcd = await controlPlane();
    const blame = { on: 'Secret/hidden', hint: t.hints.encrypted } as const;
    const requireEncrypted = (stored: string, code: string, what: 'Secret/hidden' | 'ConfigMap/plain') => {
      given.expect(stored, { ...blame, what: t.stored(what) }).to.match(/^k8s:enc:/);
      given.expect(stored.includes(code), { ...blame, what: t.codeIn(what) }).to.equal(false);
    };
    given.expect([codeOf('Secret', 'hidden'), codeOf('ConfigMap', 'plain')], { on: 'Secret/hidden', field: 'stringData.code', hint: t.hints.codes, what: t.codes }).to.fit<string[]>(t.notEmpty, (all) => all.every((code) => code !== ''));
    requireEncrypted(await etcd.stored('secrets', await namespace(), 'hidden'), codeOf('Secret', 'hidden'), 'Secret/hidden');
    const stored = await etcd.stored('configmaps', await namespace(), 'plain');
    given.expect(stored.includes(codeOf('ConfigMap', 'plain')), { on: 'ConfigMap/plain', what: t.codeIn('ConfigMap/plain') }).to.equal(true);
    await given.mustFail(t.plainToo, /as it lies in etcd/, () => { requireEncrypted(stored, codeOf('ConfigMap', 'plain'), 'ConfigMap/plain'); });
  });

  /** What is lost and restored. */
  const restorable = () => [given.manifest('Secret', 'hidden'), given.manifest('ConfigMap', 'plain'), given.manifest('Deployment', 'at-the-front').with('spec.replicas', 0)];
  const lost = async () => await given.namespace('lost');
  const copies = async () => await given.namespace('copy', { privileged: true });
  const realName = async (of: Pick<Given, 'list'>): Promise<string> => (await of.list('v1', 'ServiceAccount'))[0]?.metadata?.namespace ?? '';
  /** What there still is of it. */
  const stillThere = async (space: Pick<Given, 'list'>) => (await essencesIn(space, restorable())).filter(({ uid }) => uid !== undefined);
  let backup: Backup | undefined;
  let originals: Essence[] = [];

  test(t.tests.backup, { part: 'copy', precondition: true, effect: 'changes' }, async () => {
    const lacking = await given.lacking('encryption-at-rest');
    if (lacking !== undefined) given.skip(lacking);
    requireOwn();
    const [plane, space, there] = await Promise.all([controlPlane(), lost(), copies()]);
    await space.apply(...restorable());
    await Promise.all(['stays', 'lingers', 'leaves'].map(async (name) => await given.pod(name).ready({ starts: 'at once' })));
    originals = await essencesIn(space, restorable());
    backup = new Backup(plane, await realName(there));
    await removedIfItFails().taken();
  });

  /** The backup; the running test removes it from the node where it fails. */
  const removedIfItFails = (): Backup => {
    const taken = backup;
    if (taken === undefined) throw new Error('no backup was taken');
    given.putBack(() => taken.removed());
    return taken;
  };

  test(t.tests.sealed, { part: 'copy', precondition: true, effect: 'changes' }, async () => {
    const taken = removedIfItFails();
    const about = { on: 'ConfigMap/plain', hint: t.hints.sealed } as const;
    const code = longestLine(codeOf('ConfigMap', 'plain'));
    // What is shorter may stand by chance in what is encrypted.
    const plain = [`/registry/configmaps/${await namespace()}/plain`, ...(code.length < 8 ? [] : [code])];
    const read = async (name: string) => await Promise.all(plain.map(async (text) => await taken.holds(name, text)));
    given.expect(await read(files.snapshot), { ...about, what: t.readIn(files.snapshot, plain) }).to.deep.equal(plain.map(() => true));
    const [digest, own, other] = await Promise.all([taken.digest(files.snapshot), newAgeKeys(), newAgeKeys()]);
    await taken.sealed(own.recipient);
    given.expect(await taken.names(), { ...about, what: t.filesOfBackup }).to.deep.equal([files.sealed]);
    given.expect(await read(files.sealed), { ...about, what: t.readIn(files.sealed, plain) }).to.deep.equal(plain.map(() => false));
    const refusal = await taken.opened(other.identity).then(() => 'opened', (error: unknown) => String(error));
    given.expect(refusal, { ...about, what: t.openedByAnother }).to.match(/no identity matched/);
    await taken.opened(own.identity);
    given.expect(await taken.digest(files.snapshot), { ...about, what: t.digestOf(files.snapshot) }).to.equal(digest);
  });

  test(t.tests.begun, { part: 'copy', precondition: true, effect: 'changes' }, async () => {
    const taken = removedIfItFails();
    const [plane, space, there] = await Promise.all([controlPlane(), lost(), copies(), taken.keysWritten(), taken.flippedWritten()]);
    await there.apply(given.object(await copyPod(plane, taken.folder)), given.object(await flippedPod(plane, taken.folder)));
    for (const manifest of restorable()) await space.delete(manifest);
    given.expect(await stillThere(space), { on: 'Secret/hidden', what: t.left }).to.deep.equal([]);
  });

  const requireAudit = async () => {
    const lacking = await given.lacking('audit');
    if (lacking !== undefined) given.skip(lacking);
    requireOwn();
  };
  /** What the audit log says about the namespace. */
  const audited = async (): Promise<AuditEvent[]> => await auditEvents(given, `"namespace":"${await namespace()}"`);
  /** What keeps the reader from a resource of the core API group. */
  const reading = (resource: string) => rightsOf(given.manifests, 'reader', t.hints.reader, resource);
  const policy = { on: 'Secret/hidden', hint: t.hints.policy } as const;

  test(t.tests.auditedRead, { part: 'audit', effect: 'reads' }, async () => {
    await requireAudit();
    const reader = await given.as({ serviceAccount: 'reader' });
    const { username } = await reader.whoAmI();
    const mine = async () => (await audited()).filter(({ user, objectRef }) => user?.username === username && objectRef?.resource === 'secrets');
    given.expect((await mine()).length, { ...policy, what: t.linesBefore }).to.equal(0);
    const { status } = await reader.raw('GET', `/api/v1/namespaces/${await namespace()}/secrets/hidden`);
    given.expect(status, { ...reading('secrets'), what: t.readBy('reader', 'Secret/hidden') }).to.equal(200);
    const lines = (await mine()).map(({ verb, objectRef, responseStatus }) => `${verb} ${objectRef?.name ?? ''} ${responseStatus?.code ?? ''}`);
    given.expect(lines, { ...policy, what: t.linesOf('reader') }).to.deep.equal(['get hidden 200']);
  });

  test(t.tests.auditedRefusal, { part: 'audit', effect: 'reads' }, async () => {
    await requireAudit();
    const nosy = await given.as({ serviceAccount: 'nosy' });
    const { username } = await nosy.whoAmI();
    await given.refused({ what: t.readBy('nosy', 'Secret/hidden'), code: 403, reason: 'Forbidden', message: /cannot get resource "secrets"/, ...rightsOf(given.manifests, 'nosy', t.hints.nosy), ...boundBy(given.manifests, 'nosy') }, async () => await nosy.read('Secret/hidden'));
    const lines = (await audited()).filter(({ user }) => user?.username === username).map(({ verb, objectRef, responseStatus, annotations }) => `${verb} ${objectRef?.name ?? ''} ${responseStatus?.code ?? ''} ${annotations?.['authorization.k8s.io/decision'] ?? ''}`);
    given.expect(lines, { ...policy, what: t.linesOf('nosy') }).to.deep.equal(['get hidden 403 forbid']);
  });

  test(t.tests.auditedExec, { part: 'audit', effect: 'reads' }, async () => {
    await requireAudit();
    const [pod] = await podsOf('at-the-front');
    const reader = await given.as({ serviceAccount: 'reader' });
    const { username } = await reader.whoAmI();
    const [name, container] = [pod?.name ?? '', pod?.object.spec?.containers[0]?.name ?? ''];
    const may = async (verb: string) => await reader.may({ verb, resource: 'pods', subresource: 'exec' });
    given.expect(await may('create'), { ...reading('pods/exec'), what: t.mayExec }).to.equal(true);
    const command = ['echo', 'was-here'];
    // A WebSocket begins with a GET; kubectl tries it another way where it may not.
    if (await may('get')) await reader.exec(name, container, command);
    else {
      const { exitCode, stderr } = await (await controlPlane()).execAs('reader', await namespace(), { pod: name, container, command });
      if (exitCode !== 0) given.fail({ ...reading('pods/exec'), expected: t.ranBy('kubectl exec', 'reader'), observed: verbatim(stderr.trim()) });
    }
    const lines = (await audited()).filter(({ user, objectRef }) => user?.username === username && objectRef?.subresource === 'exec');
    given.expect(lines.map(({ objectRef }) => objectRef?.name), { ...policy, what: t.linesOf('reader') }).to.include(name);
    given.expect(lines[0]?.requestURI ?? '', { ...policy, what: t.address }).to.include('command=was-here');
  });

  test(t.tests.unaudited, { part: 'audit', effect: 'reads' }, async () => {
    await requireAudit();
    const reader = await given.as({ serviceAccount: 'reader' });
    for (const path of ['configmaps/plain', 'secrets/hidden']) {
      const { status } = await reader.raw('GET', `/api/v1/namespaces/${await namespace()}/${path}`);
      given.expect(status, { ...reading(path.split('/')[0] ?? ''), what: t.readBy('reader', path) }).to.equal(200);
    }
    const events = await audited();
    const about = (resource: string) => events.filter(({ objectRef }) => objectRef?.resource === resource).map(({ objectRef }) => objectRef?.name);
    given.expect(about('secrets'), { ...policy, what: t.linesAbout('secrets') }).to.include('hidden');
    given.expect(about('configmaps'), { ...policy, what: t.linesAbout('configmaps') }).to.deep.equal([]);
    // The line about its making is among them.
    const said = JSON.stringify(events);
    const code = codeOf('Secret', 'hidden');
    for (const text of [longestLine(code), Buffer.from(code).toString('base64')]) given.expect(said.includes(text), { ...policy, what: t.contentOf('Secret/hidden') }).to.equal(false);
    given.expect(said.includes('"hidden"'), { ...policy, what: verbatim('hidden') }).to.equal(true);
  });

  /** The copy of the control plane, when it has started. */
  const copy = async () => await (await copies()).pod('copy').ready({ within: copyWithinMs });
  const inCopy = { on: 'Secret/hidden', hint: t.hints.copy } as const;

  test(t.tests.flipped, { part: 'copy', effect: 'reads' }, async () => {
    const pod = await (await copies()).pod('flipped').when(t.hasEnded, { within: copyWithinMs }, ({ status }) => status?.phase === 'Failed' || status?.phase === 'Succeeded');
    given.expect(pod.object.status?.phase, { ...inCopy, what: t.restoreOf }).to.equal('Failed');
    const said = (await pod.container('restore').lines()).map(({ text }) => text).join(' ');
    given.expect(said, { ...inCopy, what: t.said }).to.match(/sha256/);
  });

  test(t.tests.restored, { part: 'copy', precondition: true, effect: 'visits' }, async () => {
    const pod = await copy();
    const server = await pod.apiServer(serverPort);
    const space = await realName(await lost());
    const restored = await Promise.all(restorable().map(async ({ apiVersion, kind, name }) => essence(await server.client.read({ apiVersion, kind, name, namespace: space }))));
    given.expect(restored, { ...inCopy, what: t.restored }).to.deep.equal(originals);
    // The running cluster has not got them back.
    given.expect(await stillThere(await lost()), { ...inCopy, what: t.left }).to.deep.equal([]);
  });

  test(t.tests.rotated, { part: 'copy', effect: 'visits' }, async () => {
    const pod = await copy();
    const [server, later] = await Promise.all([pod.apiServer(serverPort), pod.apiServer(laterPort)]);
    const [own, other] = await Promise.all([namespace(), realName(await lost())]);
    const secretIn = (space: string) => ({ apiVersion: 'v1', kind: 'Secret', name: 'hidden', namespace: space });
    const stored = async (space: string): Promise<string> => (await pod.container('etcd').exec(['etcdctl', 'get', `/registry/secrets/${space}/hidden`, '--print-value-only'])).stdout;
    const keyOf = async (space: string): Promise<string> => /^k8s:enc:[^:]+:v\d+:([^:]+):/.exec(await stored(space))?.[1] ?? '';
    const unreadable = async (space: string) => {
      await given.refused({ what: t.readWithNewKey, code: 500, message: /no matching|unable to transform/, ...inCopy }, async () => await later.client.read(secretIn(space)));
    };
    given.expect(await keyOf(own), { ...inCopy, what: t.keyOf }).to.not.be.oneOf(['', newKeyName]);
    await unreadable(own);
    const path = await server.client.objectPath(secretIn(own));
    await server.client.rest.json('PUT', path, { body: await server.client.read(secretIn(own)) });
    given.expect(await keyOf(own), { ...inCopy, what: t.keyOf }).to.equal(newKeyName);
    given.expect((await stored(own)).includes(codeOf('Secret', 'hidden')), { ...inCopy, what: t.codeIn('Secret/hidden') }).to.equal(false);
    const read = await later.client.read<{ data?: Record<string, string> }>(secretIn(own));
    given.expect(Buffer.from(read?.data?.['code'] ?? '', 'base64').toString(), { ...inCopy, what: t.codeWithNewKey }).to.equal(codeOf('Secret', 'hidden'));
    // Nor is the one that was not written again.
    await unreadable(other);
    await backup?.removed();
  });

  /** The nodes and the pods of the copy. */
  const copied = async () => new CopiedPods(await (await copy()).apiServer(serverPort), await namespace());
  const tolerations = (pod: string, hint: Text) => ({ on: given.manifest('Pod', pod), field: 'spec.tolerations', hint }) as const;

  test(t.tests.labelled, { section: 'placed', part: 'copy', effect: 'visits' }, async () => {
    const inside = await copied();
    await inside.patchNodes({ metadata: { labels: disk } });
    await inside.until('nowhere', t.bound, nodeOf, { on: 'Pod/nowhere', field: placeOf(given.manifest('Pod', 'nowhere'), 'spec'), hint: t.hints.pending });
  });

  test(t.tests.noSchedule, { section: 'taints', part: 'copy', precondition: true, effect: 'visits' }, async () => {
    const inside = await copied();
    await inside.make(given.manifest('Pod', 'leaves'), 'leaves-before');
    await inside.until('leaves-before', t.bound, nodeOf, { on: 'Pod/leaves', field: 'spec' });
    await inside.patchNodes({ spec: { taints: [{ key: taint, effect: 'NoSchedule' }] } });
    await inside.make(given.manifest('Pod', 'stays'), 'stays-new');
    await inside.make(given.manifest('Pod', 'leaves'), 'leaves-new');
    const stays = tolerations('stays', t.hints.stays(taint));
    // Nobody takes a taint away here: the scheduler's first word about one is its last.
    const decided = await inside.until('stays-new', t.bound, (pod) => (isDecided(untolerated)(pod) ? pod : undefined), stays);
    if (nodeOf(decided) === undefined) given.fail({ ...stays, expected: t.isBound('stays-new'), observed: verbatim(unscheduled(decided) ?? '') });
    const leaves = tolerations('leaves', t.hints.leaves(taint));
    const reason = await inside.until('leaves-new', checks.scheduling.decided, (pod) => (nodeOf(pod) ?? unscheduled(pod)), leaves);
    given.expect(reason, { ...leaves, what: checks.scheduling.unscheduled('leaves-new') }).to.match(untolerated);
    // Those that are there stay.
    for (const pod of ['stays', 'lingers', 'leaves']) given.expect(await inside.until(pod, t.there, deletionOf, leaves), { ...leaves, what: t.markedAt(pod) }).to.equal('none');
  });

  test(t.tests.noExecute(lingersMs / 1_000), { section: 'taints', part: 'copy', effect: 'visits' }, async () => {
    const inside = await copied();
    // The nodes of a cluster of our own have the clock of this machine.
    const taintedAt = Date.now();
    await inside.patchNodes({ spec: { taints: [{ key: taint, effect: 'NoExecute' }] } });
    const leaves = tolerations('leaves', t.hints.leaves(taint));
    const lingers = tolerations('lingers', t.hints.lingers(taint, lingersMs / 1_000));
    const stays = tolerations('stays', t.hints.stays(taint));
    const [left, lingered] = await Promise.all([inside.until('leaves', t.marked, evicted, leaves, goneNow), inside.until('lingers', t.marked, evicted, lingers, goneNow)]);
    if (left.reason !== undefined) given.expect(left.reason, { ...leaves, what: t.reasonOf('leaves') }).to.equal('DeletionByTaintManager');
    given.measure('lingeredMs', lingered.at - taintedAt);
    given.expect(lingered.at - taintedAt, { ...lingers, what: t.lingered }).to.be.at.least(lingersMs - roundingMs);
    given.expect(lingered.at - taintedAt, { ...lingers, what: t.lingered }).to.be.at.most(lingersMs + lateMs);
    // One of its own tolerations may make it go later than the other pod.
    const until = longestStay(given.manifest('Pod', 'stays'), taint);
    if (until !== undefined && until <= watchedMs) await inside.watched('stays', t.marked, evicted, stays, taintedAt + until + lateMs - Date.now());
    given.expect(await inside.until('stays', t.there, deletionOf, stays, () => 'gone'), { ...stays, what: t.markedAt('stays') }).to.equal('none');
  });
});
