import type { Pod as PodObject } from '../harness/client/objects.ts';
import type { Given, LessonNamespace, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { en } from './14-registry.en.ts';
import { ja } from './14-registry.ja.ts';
import { toldAgain } from './checks/told-again.ts';
import { blameOfCredentials } from './registry/blame.ts';
import { credentialsFault } from './registry/credentials.ts';
import { registryHost, user } from './registry/host.ts';
import { needs as allowed } from './registry/needs.ts';
import { Registry } from './registry/registry.ts';

const t = catalogue(en, ja);

const image = `${registryHost}/hello:1.0`;
/** What kubelet and containerd say of a registry that wants to know who asks. */
const refused = /no basic auth credentials|authorization failed|authentication required|unauthorized|401/i;

lesson('14-registry', {
  verifiable: t.notHere,
  ...allowed,
  needs: ['own-cluster'],
  light: true,
  // Pods come when the registry has what they ask for.
  apply: ({ kind }) => kind !== 'Pod',
}, (given: Given) => {
  /** A pod of the folder, ready; where the registry does not let it in, that is told of what should bring the credentials. */
  const ready = async (name: 'by-secret' | 'by-account'): Promise<Pod> => {
    const hint = name === 'by-secret' ? t.hints.bySecret : t.hints.byAccount(given.manifest('Pod', name).get<string>('spec.serviceAccountName') ?? 'default');
    try {
      return await given.pod(name).ready({ blame: { on: `Pod/${name}`, hint } });
    } catch (error) {
      if (!(error instanceof LessonFailure) || !refused.test(error.failure.observed)) throw error;
      const blame = blameOfCredentials(given, given.manifest('Pod', name));
      const fault = typeof blame.on !== 'string' && blame.on.kind === 'Secret' ? credentialsFault(blame.on, registryHost) : undefined;
      const more = fault === undefined ? undefined : fault.fault === 'white space' ? t.whiteSpace : t.otherHosts(fault.hosts.join(', '));
      return toldAgain(given, error, { ...blame, hint }, more);
    }
  };
  const lessonItself = { on: 'Lesson/14-registry' } as const;
  let registry: Registry | undefined;
  const running = () => registry ?? given.skip(t.noRegistries);

  /** The same pod under another name, without anybody's credentials. */
  const copy = (name: string, change: (spec: NonNullable<PodObject['spec']>) => void = () => undefined): Manifest => given.manifest('Pod', 'by-secret').named(name).changed((pod: PodObject) => {
    if (pod.spec === undefined) return;
    delete pod.spec.imagePullSecrets;
    // The registry must be asked, whatever the folder says.
    for (const container of pod.spec.containers) delete container.imagePullPolicy;
    change(pod.spec);
  });
  /** Whether a pod starts, told as something that must not be. */
  const starts = async (place: LessonNamespace, pod: Manifest): Promise<Pod> => {
    await place.apply(pod);
    return await place.pod(pod.name).ready({ blame: lessonItself });
  };

  test(t.tests.registry, { section: 'secret', precondition: true, effect: 'changes' }, async () => {
    registry = await given.blame({ ...lessonItself, hint: t.hints.registry }, async () => await Registry.start(given));
    await running().push('hello:1.0', 'hello:1.0');
  });

  test(t.tests.without, { section: 'why', effect: 'changes' }, async () => {
    // In a namespace whose accounts surely bring nothing.
    await given.mustFail(t.starts, refused, async () => await starts(await given.namespace('other'), copy('without')));
  });

  test(t.tests.bySecret, { section: 'pod', precondition: true, effect: 'changes' }, async () => {
    await given.apply(...given.manifests.all('Pod'));
    const startedAt = performance.now();
    await ready('by-secret');
    given.measure('readyMs', Math.round(performance.now() - startedAt));
  });

  test(t.tests.wrong, { section: 'why', effect: 'changes' }, async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'wrong' }, type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [registryHost]: { username: user, password: 'wrong' } } }) } };
    await given.apply(given.object(secret));
    await given.mustFail(t.startsWrong, refused, async () => await starts(given, copy('wrong', (spec) => { spec.imagePullSecrets = [{ name: 'wrong' }]; })));
  });

  test(t.tests.byAccount, { section: 'pod', effect: 'reads' }, async () => {
    await ready('by-account');
  });

  test(t.tests.elsewhere, { section: 'why', effect: 'changes' }, async () => {
    const { node } = await ready('by-secret');
    const other = await given.namespace('other');
    for (const policy of ['Always', 'IfNotPresent'] as const) {
      const pod = copy(`rider-${policy.toLowerCase()}`, (spec) => {
        spec.nodeName = node;
        for (const container of spec.containers) [container.image, container.imagePullPolicy] = [image, policy];
      });
      await given.mustFail(t.startsElsewhere(policy), refused, async () => await starts(other, pod));
    }
  });

  test(t.tests.pinned, { section: 'digest', effect: 'changes' }, async () => {
    const first = await running().push('hello:1.0', 'hello:moving');
    const run = async (name: string, tag: string): Promise<string> => {
      const pod = copy(name, (spec) => {
        spec.imagePullSecrets = [{ name: 'registry' }];
        for (const container of spec.containers) [container.image, container.imagePullPolicy] = [`${registryHost}/hello${tag}`, 'Always'];
      });
      const { object } = await starts(given, pod);
      return object.status?.containerStatuses?.[0]?.imageID.split('@').at(-1) ?? '';
    };
    given.expect(await run('tag-before', ':moving'), { ...lessonItself, what: t.byTag, hint: t.hints.pinned }).to.equal(first);
    const second = await running().push('hello:2.0', 'hello:moving');
    given.expect(second, { ...lessonItself, what: t.byTag, hint: t.hints.pinned }).to.not.equal(first);
    const [moved, pinned] = await Promise.all([run('tag-after', ':moving'), run('pinned', `@${first}`)]);
    given.expect(moved, { ...lessonItself, what: t.byTag, hint: t.hints.pinned }).to.equal(second);
    given.expect(pinned, { ...lessonItself, what: t.byDigest, hint: t.hints.pinned }).to.equal(first);
  });
});
