import type { Container, Given, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { en } from './03-volumes.en.ts';
import { ja } from './03-volumes.ja.ts';
import { containerPath } from './checks/containers.ts';
import { describeMounts } from './checks/mounts.ts';
import { ratherElsewhere } from './checks/other-node.ts';
import { restartContainers } from './checks/restart-one-container.ts';
import { requireUnscheduled } from './checks/scheduling.ts';
import { valuesIn, withValue } from './checks/settings.ts';
import { itemFor, limitOf, linesOf, machineIdOf } from './volumes/about.ts';
import { beyondAll, demands, requireBound, requireWaits, tooSmall } from './volumes/binding.ts';
import { startControls } from './volumes/controls.ts';
import { Diary } from './volumes/diary.ts';
import { Files, lineCount, modeIn } from './volumes/files.ts';
import { containerWith, isOptional, limitedFolder, modePart, mountField, secretOrVolume, volumeAt, volumeField } from './volumes/mounted.ts';
import { makeOwnFile } from './volumes/own-file.ts';
import { requireEvictable, untilEvicted } from './volumes/overfull.ts';
import { paths } from './volumes/paths.ts';
import { podNeeds, token } from './volumes/pod-needs.ts';
import { claimsOf } from './volumes/pod-token.ts';
import { fileOnNode, lacksProvisioner } from './volumes/provisioned.ts';
import { t as volumes } from './volumes/texts.ts';
import { touching } from './volumes/touching.ts';
import { growing, ofWrongType, withRoom } from './volumes/variants.ts';

const t = catalogue(en, ja);

/** The volume in memory. */
const MEMORY = { path: '/memory', written: '16Mi', bytes: 16 * 2 ** 20 } as const;

/**
 * Milliseconds until kubelet evicts a pod: it meets a new volume within 60 s (volumeStatsAggPeriod), and looks at what it has
 * measured every 10 s (the eviction manager's monitoring interval); both are its defaults. The rest is for a busy machine.
 */
const EVICTED_WITHIN_MS = 100_000;

/** Milliseconds after which a claim is believed to stay Pending: one that fits is bound in a fraction of that. */
const STAYS_PENDING_MS = 2_000;

lesson('03-volumes', {
  light: true,
  verifiable: true,
  sections: { emptyDir: 'empty-dir', limit: 'empty-dir', settings: 'files', about: 'about', all: 'projected', binding: 'claim', kept: 'claim', dynamic: 'claim' },
  testDeadlineMs: EVICTED_WITHIN_MS + 20_000,
  clusterWide: ['StorageClass'],
  podNeeds,
  credentials: ['tokens'],
  // The pod of the diary comes when its claim has been seen waiting for it.
  apply: ({ id }) => id !== 'Pod/diary',
  controls: startControls,
}, (given: Given) => {
  const written = (pod: string) => given.manifest('Pod', pod);
  const ready = (pod: string) => given.pod(pod).ready({ starts: 'at once' });
  /** What is to blame for what lies at a path of a pod: its volume, or a part of that. */
  const volumeOf = (pod: string, path: string, hint: Text, part?: string) => ({ on: written(pod), field: volumeField(written(pod), path, part), hint }) as const;
  /** The files of the container of a pod that sees a path. */
  const filesAt = async (pod: string, path: string): Promise<Files> => new Files(given, (await ready(pod)).container(containerWith(written(pod), path)));
  const variable = async (container: Container, name: string): Promise<string> => (await container.exec(['sh', '-c', `echo "$${name}"`])).stdout.trim();

  /** What the container that sees a path has mounted, for a failure about it. */
  const mountsBy = (pod: string, path: string) => describeMounts(written(pod), containerWith(written(pod), path));
  /** Throws LessonFailure where no claim is mounted at a path of a pod: its claim waits for a pod, whatever else is there. */
  const requireClaimAt = (pod: string, path: string, hint: Text): void => {
    if (volumeAt(written(pod), path)?.persistentVolumeClaim === undefined) given.fail({ ...volumeOf(pod, path, hint), expected: t.aClaim, observed: mountsBy(pod, path) });
  };

  const shared = (container: string, hint: Text = t.hints.shared) => ({ on: written('scratch'), field: volumeField(written('scratch'), paths.starts, undefined, container), hint }) as const;

  test(t.tests.shared, { part: 'emptyDir', precondition: true, effect: 'reads' }, async () => {
    const pod = await ready('scratch');
    const text = await new Files(given, pod.container('writer')).linesOnce(paths.starts, 1, shared('writer'));
    const seen = await new Files(given, pod.container('reader')).text(paths.starts, shared('reader'));
    given.expect(seen, { ...shared('reader'), what: t.seenBy(paths.starts, 'reader') }).to.equal(text);
  });

  test(t.tests.memory, { part: 'emptyDir', effect: 'reads' }, async () => {
    const hint = t.hints.memory(MEMORY.written);
    const files = await filesAt('scratch', MEMORY.path);
    await files.requireInMemory(MEMORY.path, volumeOf('scratch', MEMORY.path, hint, 'emptyDir.medium'));
    await files.requireSize(MEMORY.path, MEMORY.bytes, volumeOf('scratch', MEMORY.path, hint, 'emptyDir.sizeLimit'));
  });

  const settings = () => given.manifest('ConfigMap', 'settings');
  const door = () => given.manifest('Secret', 'door');
  const fixed = () => given.manifest('ConfigMap', 'fixed');
  const volume = (path: string, part?: string) => volumeOf('reader', path, t.hints.files, part);

  test(t.tests.files, { part: 'settings', precondition: true, effect: 'reads' }, async () => {
    const files = await filesAt('reader', '/config');
    const values = valuesIn(settings());
    given.expect(await files.names('/config', volume('/config')), { ...volume('/config'), what: t.namesIn('/config') }).to.include.members(Object.keys(values));
    await files.requireText('/config/colour', values['colour'] ?? '', volume('/config'));
    const greeting = volume('/greeting', 'configMap.items');
    await files.requireText('/greeting/texts/hello.txt', values['greeting.txt'] ?? '', greeting);
    await files.requireMode('/greeting/texts/hello.txt', modeIn(written('reader'), '0440'), volume('/greeting', modePart(volumeAt(written('reader'), '/greeting'), 'texts/hello.txt')));
    given.expect(await files.names('/greeting', greeting), { ...greeting, what: t.namesIn('/greeting') }).to.deep.equal(['texts']);
    await files.requireText('/door/code', valuesIn(door())['code'] ?? '', { ...secretOrVolume(given, written('reader'), '/door/code'), hint: t.hints.files });
    await files.requireMode('/door/code', modeIn(written('reader'), '0400'), volume('/door', modePart(volumeAt(written('reader'), '/door'), 'code')));
    given.expect(await files.names('/perhaps', volume('/perhaps')), { ...volume('/perhaps'), what: t.namesIn('/perhaps') }).to.deep.equal([]);
    // Any empty folder looks like that.
    if (!isOptional(volumeAt(written('reader'), '/perhaps'))) given.fail({ ...volume('/perhaps'), expected: t.optional, observed: mountsBy('reader', '/perhaps') });
  });

  test(t.tests.secretInMemory, { part: 'settings', effect: 'reads' }, async () => {
    await (await filesAt('reader', '/door')).requireInMemory('/door/code', volumeOf('reader', '/door', t.hints.secret));
  });

  const about = (file: string) => volumeOf('about-me', '/about', t.hints.about, itemFor(written('about-me'), '/about', file));
  test(t.tests.about, { part: 'about', precondition: true, effect: 'reads' }, async () => {
    const pod = await ready('about-me');
    const name = containerWith(written('about-me'), '/about');
    const files = new Files(given, pod.container(name));
    await files.requireLines('/about/labels', linesOf(pod.object.metadata?.labels), about('labels'));
    await files.requireLines('/about/annotations', linesOf(written('about-me').get('metadata.annotations')), about('annotations'));
    await files.requireText('/about/memory', String(await limitOf(given, pod, name, 'memory', 2 ** 20)), about('memory'));
    await files.requireText('/about/cpu', String(await limitOf(given, pod, name, 'cpu', 0.001)), about('cpu'));
    const env = { on: written('about-me'), field: `${containerPath(written('about-me'), name)}.env`, hint: t.hints.about } as const;
    given.expect(await variable(pod.container(name), 'POD_IP'), { ...env, what: t.variable('POD_IP') }).to.equal(pod.ip);
  });

  const all = () => volumeOf('all-in-one', '/all', t.hints.allInOne, 'projected.sources');
  const tokenSource = () => volumeOf('all-in-one', '/all', t.hints.token(token.audience, token.seconds), 'projected.sources');

  test(t.tests.allInOne, { part: 'all', precondition: true, effect: 'reads' }, async () => {
    const files = await filesAt('all-in-one', '/all');
    if (Object.keys(valuesIn(fixed())).length === 0) given.fail({ on: fixed(), field: 'data', hint: t.hints.allInOne, expected: t.aKey, observed: verbatim('data: {}') });
    const keys = { ...valuesIn(fixed()), ...valuesIn(door()) };
    given.expect(await files.names('/all', all()), { ...all(), what: t.namesIn('/all') }).to.include.members([...Object.keys(keys), 'labels', 'token']);
    for (const [key, value] of Object.entries(keys)) await files.requireText(`/all/${key}`, value, all());
    await files.requireLines('/all/labels', linesOf((await ready('all-in-one')).object.metadata?.labels), all());
  });

  test(t.tests.token, { part: 'all', effect: 'visits' }, async () => {
    const pod = await ready('all-in-one');
    const text = (await new Files(given, pod.container(containerWith(written('all-in-one'), '/all'))).text('/all/token', tokenSource())).trim();
    const claims = claimsOf(text);
    given.expect(claims?.audiences, { ...tokenSource(), what: t.audiences }).to.deep.equal([token.audience]);
    given.expect(claims?.lifetimeSeconds, { ...tokenSource(), what: t.lifetime }).to.equal(token.seconds);
    given.expect(claims?.pod?.uid, { ...tokenSource(), what: t.tokenOf }).to.equal(pod.uid);
    const holder = await given.as({ token: text });
    await given.refused({ what: t.foreignToken, code: 401, reason: 'Unauthorized', ...tokenSource() }, async () => await holder.whoAmI());
    // Not because of who it belongs to: with a token for the API server the same account is known there.
    const account = await (await given.as({ serviceAccount: 'default' })).whoAmI();
    given.expect(account.username, { ...tokenSource(), what: t.account }).to.match(/^system:serviceaccount:.+:default$/);
  });

  test(t.tests.nodeFile, { part: 'node', precondition: true, effect: 'reads' }, async () => {
    const pod = await ready('node-file');
    const blame = volumeOf('node-file', paths.machineId, t.hints.nodeFile, 'hostPath');
    const seen = await new Files(given, pod.container(containerWith(written('node-file'), paths.machineId))).text(paths.machineId, blame);
    given.expect(seen.trim(), { ...blame, what: volumes.content(paths.machineId) }).to.equal(await machineIdOf(given, pod));
  });

  test(t.tests.wrongType, { part: 'node', effect: 'reads' }, async () => {
    const control = await given.namespace('control');
    const blame = volumeOf('node-file', paths.machineId, t.hints.nodeFile, 'hostPath.type');
    const name = ofWrongType(written('node-file'), paths.machineId)?.name ?? given.fail({ ...blame, expected: t.aHostPath, observed: mountsBy('node-file', paths.machineId) });
    await control.event({ about: `Pod/${name}`, reason: 'FailedMount', message: /hostPath type check failed/ }, { blame });
    const status = (await control.pod(name).now())?.object.status?.containerStatuses?.[0];
    given.expect(status?.state?.running ?? status?.lastState?.terminated, { ...blame, what: t.started }).to.equal(undefined);
  });

  test(t.tests.binds, { part: 'binding', precondition: true, effect: 'reads' }, async () => {
    await Promise.all(demands.map(async (demand) => { await requireBound(given, demand); }));
    const on = given.manifest('PersistentVolume', tooSmall);
    const phase = (await given.volume(tooSmall).now())?.status?.phase;
    given.expect(phase, { on, field: 'spec.capacity.storage', hint: t.hints.smallest, what: t.phase(`PersistentVolume/${tooSmall}`) }).to.equal('Available');
  });

  const diaryClaim = () => given.manifest('PersistentVolumeClaim', 'diary');
  const onClaim = (field: string, hint: Text) => ({ on: diaryClaim(), field, hint }) as const;

  test(t.tests.waits, { part: 'kept', precondition: true, before: 'Pod/diary', effect: 'reads' }, async () => {
    const blame = onClaim('spec.storageClassName', t.hints.waits);
    // A pod that has another name is not held back: the claim does not wait for it.
    written('diary');
    await requireWaits(given, 'diary', blame);
    given.expect((await given.claim('diary').now())?.status?.phase, { ...blame, what: t.phase('PersistentVolumeClaim/diary') }).to.equal('Pending');
  });

  test(t.tests.restarted, { part: 'emptyDir', effect: 'changes' }, async () => {
    const before = await ready('scratch');
    const first = await before.container('reader').file(paths.starts).text();
    const own = await makeOwnFile(written('scratch'), before.container('writer'));
    if (own !== undefined) given.expect(await before.container('writer').file(own).exists(), { on: written('scratch'), what: t.isThere(own) }).to.equal(true);
    await restartContainers(given, 'scratch', ['writer']);
    const after = await ready('scratch');
    given.expect(after.uid, { on: written('scratch'), what: t.uid }).to.equal(before.uid);
    const text = await new Files(given, after.container('reader')).linesOnce(paths.starts, lineCount(first) + 1, shared('writer', t.hints.survives));
    given.expect(text, { ...shared('writer', t.hints.survives), what: volumes.content(paths.starts) }).to.fit<string>(volumes.startsWith(first.trim()), (all) => all.startsWith(first));
    // The container's own file system has gone with it.
    if (own !== undefined) given.expect(await after.container('writer').file(own).exists(), { on: written('scratch'), what: t.isThere(own) }).to.equal(false);
  });

  test(t.tests.replaced, { part: 'emptyDir', effect: 'changes' }, async () => {
    const before = await ready('scratch');
    const last = await before.container('reader').file(paths.starts).text();
    await before.deleted({ graceSeconds: 1 });
    await given.apply(written('scratch'));
    const text = await new Files(given, (await ready('scratch')).container('reader')).linesOnce(paths.starts, 1, shared('writer', t.hints.survives));
    given.expect(lineCount(text), { ...shared('writer', t.hints.survives), what: volumes.content(paths.starts) }).to.be.below(lineCount(last));
  });

  const requireNotRestarted = async (pod: string, before: Pod, { name }: Container) => {
    const now = await ready(pod);
    given.expect([now.uid, now.status(name)?.restartCount], { on: written(pod), what: t.restartCount }).to.deep.equal([before.uid, before.status(name)?.restartCount]);
  };
  const changed = { colour: 'green', code: '0815' } as const;
  const single = () => ({ on: written('reader'), field: mountField(written('reader'), '/single/colour'), hint: t.hints.subPath }) as const;
  const colour = () => ({ on: written('reader'), field: `${containerPath(written('reader'), containerWith(written('reader'), '/config'))}.env[COLOUR]`, hint: t.hints.variable }) as const;

  test(t.tests.update, { part: 'settings', effect: 'changes' }, async () => {
    const pod = await ready('reader');
    const container = pod.container(containerWith(written('reader'), '/config'));
    const before = valuesIn(settings())['colour'] ?? '';
    const again = touching(given, written('reader'));
    const startedAt = performance.now();
    if (settings().get('immutable') === true) given.fail({ on: settings(), field: 'immutable', hint: t.hints.changeable, expected: t.changeable, observed: verbatim('immutable: true') });
    // The text changes the ConfigMap alone.
    const isDoorFixed = door().get('immutable') === true;
    await given.apply(withValue(settings(), 'colour', changed.colour), ...(isDoorFixed ? [] : [withValue(door(), 'code', changed.code)]));
    await again();
    await container.file('/config/colour').when({ state: verbatim(changed.colour), fits: (text) => text === changed.colour, again, blame: volumeOf('reader', '/config', t.hints.update) });
    if (!isDoorFixed) await container.file('/door/code').when({ state: verbatim(changed.code), fits: (text) => text === changed.code, again, blame: volumeOf('reader', '/door', t.hints.update) });
    given.measure('changeInFileMs', Math.round(performance.now() - startedAt));
    await new Files(given, container).requireText('/single/colour', before, single());
    given.expect(await variable(container, 'COLOUR'), { ...colour(), what: t.variable('COLOUR') }).to.equal(before);
    await requireNotRestarted('reader', pod, container);
  });

  test(t.tests.startedAgain, { part: 'settings', effect: 'changes' }, async () => {
    const name = containerWith(written('reader'), '/config');
    await restartContainers(given, 'reader', [name]);
    const container = (await ready('reader')).container(name);
    await new Files(given, container).requireText('/single/colour', changed.colour, single());
    given.expect(await variable(container, 'COLOUR'), { ...colour(), what: t.variable('COLOUR') }).to.equal(changed.colour);
  });

  test(t.tests.immutable, { part: 'settings', effect: 'changes' }, async () => {
    await given.refused(
      { what: t.change('ConfigMap/fixed'), code: 422, reason: 'Invalid', message: /field is immutable when `immutable` is set/, on: fixed(), field: 'immutable', hint: t.hints.immutable },
      async () => { await given.apply(withValue(fixed(), 'changed', 'yes')); },
    );
  });

  test(t.tests.live, { part: 'about', effect: 'changes' }, async () => {
    const before = await ready('about-me');
    const container = before.container(containerWith(written('about-me'), '/about'));
    const added = { label: ['state', 'changed'], annotation: ['remark', 'second'] } as const;
    const again = touching(given, written('about-me').with(`metadata.labels.${added.label[0]}`, added.label[1]).with(`metadata.annotations.${added.annotation[0]}`, added.annotation[1]));
    await again();
    for (const [item, [key, value]] of [['labels', added.label], ['annotations', added.annotation]] as const) {
      const [line = ''] = linesOf({ [key]: value });
      await container.file(`/about/${item}`).when({ state: verbatim(line), fits: (text) => text.split('\n').includes(line), again, blame: about(item) });
    }
    await requireNotRestarted('about-me', before, container);
  });

  const beyond = () => demands.map((demand) => ({ ...demand, beyondAll: beyondAll(given.manifest('PersistentVolumeClaim', demand.claim), demand) }));

  test(t.tests.beyond, { part: 'binding', effect: 'changes' }, async () => {
    await given.apply(...beyond().map((each) => each.beyondAll));
    await Promise.all(beyond().map(async ({ field, beyondAll: { name } }) => {
      const failure = await given.mustFail(t.beyondAll(name), /Pending/, () => given.claim(name).bound({ within: STAYS_PENDING_MS }));
      given.expect(failure.field, { on: `PersistentVolumeClaim/${name}`, field, what: t.beyondAll(name) }).to.equal(field);
    }));
  });

  const mounts = (hint: Text) => volumeOf('diary', paths.diary, hint);
  const diary = new Diary(given);

  test(t.tests.consumer, { part: 'kept', precondition: true, effect: 'changes' }, async () => {
    await given.apply(written('diary'));
    requireClaimAt('diary', paths.diary, t.hints.consumer);
    // Without a class it has that of the cluster, whose provisioner makes a volume.
    const field = diaryClaim().get('spec.storageClassName') === undefined ? 'spec.storageClassName' : 'spec';
    await given.claim('diary').bound({ to: 'diary-disk', blame: onClaim(field, t.hints.consumer) });
    const pod = await given.pod('diary').ready({ blame: mounts(t.hints.consumer) });
    await diary.begun(pod, mounts(t.hints.consumer));
  });

  test(t.tests.expansion, { part: 'kept', effect: 'changes' }, async () => {
    const size = 'spec.resources.requests.storage';
    const larger = (claim: Manifest) => claim.with(size, '2Gi');
    const refusal = { code: 403, reason: 'Forbidden', message: /storageclass that provisions the pvc must support resize/ } as const;
    await given.refused({ what: t.growth('PersistentVolumeClaim/diary'), ...refusal, ...onClaim('spec.storageClassName', t.hints.expansion) }, async () => { await given.apply(larger(diaryClaim())); });
    const control = await given.namespace('control');
    const { claim } = growing(given);
    await control.claim(claim.name).bound();
    await given.mustFail(t.growthAllowed, /accept/, () => given.refused({ what: t.growth(claim.id), ...refusal, on: claim }, async () => { await control.apply(larger(claim)); }));
  });

  test(t.tests.onePod, { part: 'kept', effect: 'changes' }, async () => {
    const first = await ready('diary');
    const blame = onClaim('spec.accessModes', t.hints.onePod);
    // Rather on another node: what keeps it with its volume is then nothing but the volume.
    await given.apply(ratherElsewhere(written('diary').named('second'), first.node));
    await requireUnscheduled(given, 'second', /ReadWriteOncePod/, blame);
    await first.deleted({ graceSeconds: 1 });
    await diary.requireNext(await given.pod('second').ready({ blame }), t.hints.retained);
  });

  test(t.tests.protected, { part: 'kept', effect: 'changes' }, async () => {
    const [unused] = beyond();
    if (unused === undefined) throw new Error('the lesson has no claim that no pod uses');
    await given.apply(unused.beyondAll);
    await Promise.all([given.delete('PersistentVolumeClaim/diary'), given.delete(unused.beyondAll)]);
    // One that no pod uses goes at once.
    await given.claim(unused.beyondAll.name).gone();
    const held = await given.claim('diary').now();
    given.expect(held?.metadata?.deletionTimestamp, { ...onClaim('spec', t.hints.protected), what: t.deletion('diary') }).to.exist;
    given.expect(held?.metadata?.finalizers, { ...onClaim('spec', t.hints.protected), what: t.finalizers }).to.include('kubernetes.io/pvc-protection');
    const second = await ready('second');
    await diary.requireSame(second, onClaim('spec', t.hints.protected));
    await second.deleted({ graceSeconds: 1 });
    await given.claim('diary').gone();
  });

  test(t.tests.retained, { part: 'kept', effect: 'changes' }, async () => {
    const volume = given.volume('diary-disk');
    const blame = { on: given.manifest('PersistentVolume', 'diary-disk'), field: 'spec.persistentVolumeReclaimPolicy', hint: t.hints.retained } as const;
    await volume.released({ blame });
    await given.apply(diaryClaim(), written('diary'));
    await requireUnscheduled(given, 'diary', /didn't find available persistent volumes/, blame);
    given.expect((await volume.now())?.status?.phase, { ...blame, what: t.phase('PersistentVolume/diary-disk') }).to.equal('Released');
    await volume.freed();
    await diary.requireNext(await given.pod('diary').ready({ blame }), t.hints.retained);
  });

  test(t.tests.deleted, { part: 'dynamic', effect: 'changes' }, async () => {
    const claim = given.manifest('PersistentVolumeClaim', 'cache');
    if (await lacksProvisioner(given, claim)) given.skip(t.noProvisioner);
    const blame = { on: claim, field: 'spec.storageClassName', hint: t.hints.cache } as const;
    const pod = await given.pod('cache').ready({ blame });
    const container = pod.container(containerWith(written('cache'), '/cache'));
    requireClaimAt('cache', '/cache', t.hints.cache);
    // The pod is there, so its claim has its volume.
    const found = await given.claim('cache').bound({ within: 10_000, blame });
    const volume = given.volume(found.volume, { provisioned: true });
    const made = await volume.now();
    given.expect(made?.metadata?.annotations?.['pv.kubernetes.io/provisioned-by'], { ...blame, what: t.provisionedBy }).to.exist;
    given.expect(made?.spec?.persistentVolumeReclaimPolicy, { ...blame, what: t.reclaimPolicy }).to.equal('Delete');
    const { exitCode, stderr } = await container.exec(['touch', '/cache/kept']);
    if (exitCode !== 0) given.fail({ ...volumeOf('cache', '/cache', t.hints.cache), expected: t.writable('/cache'), observed: verbatim(stderr.trim()) });
    const isOnNode = fileOnNode(given, pod.node, made, 'kept');
    if (isOnNode !== undefined) given.expect(await isOnNode(), { ...volumeOf('cache', '/cache', t.hints.cache), what: t.folderOfVolume(pod.node) }).to.equal(true);
    await Promise.all([given.delete(claim), pod.deleted({ graceSeconds: 1 })]);
    await volume.gone({ blame });
    if (isOnNode !== undefined) given.expect(await isOnNode(), { ...blame, what: t.folderOfVolume(pod.node) }).to.equal(false);
  });

  test(t.tests.evicted, { part: 'limit', effect: 'reads' }, async () => {
    const manifest = written('too-much');
    const folder = limitedFolder(manifest, '/scratch');
    const name = containerWith(manifest, folder);
    const { sizeLimit: limit, medium } = volumeAt(manifest, folder)?.emptyDir ?? {};
    const blame = volumeOf('too-much', folder, t.hints.evicted(folder), medium === 'Memory' ? 'emptyDir.medium' : 'emptyDir.sizeLimit');
    await requireEvictable(given, { name: 'too-much', container: name, folder, limit, blame });
    const { message, afterSeconds } = await untilEvicted(given, { manifest, container: name, within: EVICTED_WITHIN_MS, blame });
    given.expect(message, { ...blame, what: t.evictedBecause }).to.match(/EmptyDir volume .+ exceeds the limit/);
    if (afterSeconds !== undefined) given.measure('evictedAfterSeconds', afterSeconds);
    const roomy = await (await given.namespace('control')).pod(withRoom(manifest, folder)?.name ?? name).now();
    given.expect(roomy?.object.status?.phase, { ...blame, what: t.withRoom }).to.equal('Running');
  });
});
