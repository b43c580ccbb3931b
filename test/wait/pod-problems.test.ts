import { expect } from 'chai';

import type { Event, Pod } from '../../harness/client/objects.ts';
import { describePod } from '../../harness/wait/describe-pod.ts';
import { belongsTo, isReady, ownerOf } from '../../harness/wait/pod-owner.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { container, event, pod, web, withContainer } from './sample-pods.ts';

const unscheduled = (message: string, spec: object = {}): Pod => pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message }] }, spec);

describe('why a pod will not get ready', () => {
  const find = (subject: Pod, events: Event[] = []): unknown[] => podProblems(subject, events).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number, object = 'Deployment/web'): unknown[] => [{ object, field: `spec.template.spec.${field}`, graceMs }];

  it('says nothing about a pod that starts, or that is on its way out', () => {
    expect(find(withContainer({ waiting: { reason: 'ContainerCreating' } }))).to.deep.equal([]);
    expect(find(pod({ phase: 'Running', containerStatuses: [container({ waiting: { reason: 'InvalidImageName' } })] }, {}, { ...web, deletionTimestamp: 'now' }))).to.deep.equal([]);
  });

  it('knows images that cannot be had', () => {
    expect(find(withContainer({ waiting: { reason: 'InvalidImageName' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ErrImageNeverPull' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ErrImagePull', message: 'x: not found' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ImagePullBackOff', message: 'i/o error' } })), 'a registry may recover').to.deep.equal(at('containers[app].image', 11_000));
  });

  it('names a letter of a Japanese keyboard in the name of an image', () => {
    const [problem] = podProblems(withContainer({ waiting: { reason: 'InvalidImageName' } }, {}, { containers: [{ name: 'app', image: '“busybox:1.37”' }] }), []);
    expect(problem?.hint.en).to.equal('The value holds the character “, which is not ASCII: type it again with the input method switched off.');
  });

  it('points at the variable whose Secret or key is missing', () => {
    const env = [{ name: 'A', value: '1' }, { name: 'KEY', valueFrom: { secretKeyRef: { name: 'dbsecret', key: 'pass' } } }];
    const spec = { containers: [{ name: 'app', env }] };
    expect(find(withContainer({ waiting: { reason: 'CreateContainerConfigError', message: 'secret "dbsecret" not found' } }, {}, spec))).to.deep.equal(at('containers[app].env[KEY].valueFrom.secretKeyRef.name', 4_000));
    expect(find(withContainer({ waiting: { reason: 'CreateContainerConfigError', message: "couldn't find key pass in Secret n/dbsecret" } }, {}, spec))).to.deep.equal(at('containers[app].env[KEY].valueFrom.secretKeyRef.key', 4_000));
  });

  it('points at the profile of system calls that the node has not', () => {
    const missing = { waiting: { reason: 'CreateContainerError', message: 'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/a.json": no such file or directory' } };
    expect(find(withContainer(missing))).to.deep.equal(at('securityContext.seccompProfile', 0));
    expect(find(withContainer(missing, {}, { containers: [{ name: 'app', securityContext: { seccompProfile: { type: 'Localhost' } } }] }))).to.deep.equal(at('containers[app].securityContext.seccompProfile', 0));
    expect(find(withContainer({ waiting: { reason: 'CreateContainerError', message: 'no command specified' } }))).to.deep.equal(at('containers[app]', 4_000));
  });

  it('waits for the third end of a container before it calls it a crash loop', () => {
    const crash = { waiting: { reason: 'CrashLoopBackOff' } };
    expect(find(withContainer(crash))).to.deep.equal([]);
    const [second] = podProblems(withContainer(crash, { restartCount: 1 }), []);
    expect(second, 'certain only of a program that needs nothing').to.deep.include({ graceMs: Infinity, graceOf: { 'alone': 0, 'at once': 0 } });
    const [starved] = podProblems(withContainer(crash, { restartCount: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }), []);
    expect(starved, 'nobody else can give it memory').to.include({ graceMs: 0 });
    const [problem] = podProblems(withContainer(crash, { restartCount: 2, lastState: { terminated: { exitCode: 1 } } }), []);
    expect(problem).to.deep.include({ observed: { en: 'container app ended 3 times (exit code 1)', ja: 'コンテナ app が 3 回終了しました(終了コード 1)' }, graceMs: 0 });
    expect(problem?.container).to.deep.equal({ pod: 'web-abc-1', container: 'app' });
  });

  it('blames the program of a container that ends again and again without an error', () => {
    const done = (app: object): Pod => withContainer({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2, lastState: { terminated: { exitCode: 0 } } }, { containers: [{ name: 'app', ...app }] });
    expect(find(done({}))).to.deep.equal(at('containers[app].args', 0));
    expect(find(done({ command: ['true'] }))).to.deep.equal(at('containers[app].command', 0));
    expect(find(done({ command: ['sh', '-c'], args: ['true'] }))).to.deep.equal(at('containers[app].args', 0));
    expect(podProblems(done({}), [])[0]?.hint).to.deep.include({ en: 'The container ran to its end, but it should go on running: check command and args.' });
  });

  it('lets kubelet ask a container runtime again that had no time', () => {
    for (const message of ['context deadline exceeded', 'failed to reserve container name "a": name "a" is reserved for "b"']) {
      for (const reason of ['CreateContainerError', 'RunContainerError']) expect(find(withContainer({ waiting: { reason, message } })), reason).to.deep.equal(at('containers[app]', 30_000));
    }
  });

  it('recognises a program that cannot be started in each state between the tries', () => {
    const message = 'exec: "-c": executable file not found';
    const start = at('containers[app]', 4_000);
    expect(find(withContainer({ waiting: { reason: 'RunContainerError', message } }))).to.deep.equal(start);
    expect(find(withContainer({ terminated: { reason: 'StartError', exitCode: 128, message } }))).to.deep.equal(start);
    const between = withContainer({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 1, lastState: { terminated: { reason: 'StartError', exitCode: 128, message } } });
    expect(find(between)).to.deep.equal(start);
    expect(podProblems(between, [])[0]?.observed).to.deep.equal({ en: `container app cannot be started: ${message}`, ja: `コンテナ app を起動できません: ${message}` });
  });

  it('names where the program or the working directory is written that is not in the image', () => {
    const starting = (message: string, written: object): unknown => find(withContainer({ waiting: { reason: 'RunContainerError', message } }, {}, { containers: [{ name: 'app', ...written }] }));
    const missing = 'runc create failed: exec: "/otelcol": stat /otelcol: no such file or directory';
    expect(starting(missing, { command: ['/otelcol', '--config=x'] })).to.deep.equal(at('containers[app].command', 4_000));
    expect(starting(missing, { args: ['/otelcol'] })).to.deep.equal(at('containers[app].args', 4_000));
    expect(starting(missing, { command: ['/bin/sh'] })).to.deep.equal(at('containers[app]', 4_000));
    expect(starting('runc create failed: chdir to cwd ("/srv") set in config.json failed: not a directory', { workingDir: '/srv' })).to.deep.equal(at('containers[app].workingDir', 4_000));
  });

  it('blames the user where root is forbidden', () => {
    const refused = { waiting: { reason: 'CreateContainerConfigError', message: 'container has runAsNonRoot and image will run as root' } };
    expect(find(withContainer(refused, {}, { containers: [{ name: 'app' }] }))).to.deep.equal(at('securityContext.runAsNonRoot', 0));
    expect(find(withContainer(refused, {}, { containers: [{ name: 'app', securityContext: { runAsNonRoot: true } }] }))).to.deep.equal(at('containers[app].securityContext.runAsNonRoot', 0));
  });

  it('names the init container that goes on running, sooner where what it needs is there', () => {
    const waiting = (over: object = {}): Pod => ({
      ...withContainer({ waiting: { reason: 'PodInitializing' } }, {}, { initContainers: [{ name: 'wait', command: ['sh'], ...over }], containers: [{ name: 'app' }] }),
      status: { phase: 'Pending', initContainerStatuses: [container({ running: {} }, { name: 'wait' })] },
    }) as Pod;
    const [problem] = podProblems(waiting(), []);
    expect(problem).to.deep.include({ field: 'spec.template.spec.initContainers[wait].command', graceMs: Infinity, graceOf: { 'alone': 20_000, 'at once': 20_000 }, container: { pod: 'web-abc-1', container: 'wait', running: true } });
    expect(find(waiting({ restartPolicy: 'Always' })), 'a sidecar is meant to').to.deep.equal([]);
  });

  it('looks at init containers', () => {
    expect(find(pod({ initContainerStatuses: [container({ waiting: { reason: 'InvalidImageName' } })] }))).to.deep.equal(at('initContainers[app].image', 0));
  });

  it('reads from the events why a volume is not mounted', () => {
    const starting = withContainer({ waiting: { reason: 'ContainerCreating' } }, {}, { volumes: [{ name: 'init' }] });
    const events = [event('FailedMount', 'MountVolume.SetUp failed for volume "init" : configmap "schema" not found')];
    expect(find(starting, events), 'once may be a moment').to.deep.equal(at('volumes[init]', 17_000));
    expect(find(starting, events.map((each) => ({ ...each, count: 2 })))).to.deep.equal(at('volumes[init]', 8_000));
    expect(find(starting, [event('FailedMount', 'MountVolume.SetUp failed for volume "init" : hostPath type check failed: /etc/machine-id is not a directory')])).to.deep.equal(at('volumes[init].hostPath.type', 17_000));
  });

  it('waits for kubelet to look again where it does not see a claim bound yet', () => {
    const starting = withContainer({ waiting: { reason: 'ContainerCreating' } }, {}, { volumes: [{ name: 'data' }] });
    const events = [event('FailedMount', 'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[data]: error processing PVC me/data: PVC is not bound')];
    expect(find(starting, events)).to.deep.equal(at('volumes', 17_000));
  });

  it('knows that a bare pod which ended is never started again', () => {
    expect(podProblems(pod({ phase: 'Failed', reason: 'Evicted', message: 'disk' }, {}, { name: 'p' }), [])[0]).to.deep.include({ object: 'Pod/p', field: 'spec', graceMs: 0, observed: { en: 'the pod failed: Evicted disk', ja: 'Pod が失敗しました: Evicted disk' } });
    expect(podProblems(pod({ phase: 'Succeeded' }, {}, { name: 'p' }), [])[0]?.observed.en).to.equal('all containers of the pod ran to their end');
  });

  it('names the limit for which kubelet has ended a pod', () => {
    const spec = { containers: [{ name: 'a' }, { name: 'b', resources: { limits: { 'ephemeral-storage': '1Mi' } } }] };
    const limit = (reason: string, message: string): unknown => find(pod({ phase: 'Failed', reason, message }, spec));
    expect(limit('Evicted', 'Usage of EmptyDir volume "logs" exceeds the limit "1Ki". ')).to.deep.equal(at('volumes[logs].emptyDir.sizeLimit', 30_000));
    expect(limit('Evicted', 'Container a exceeded its local ephemeral storage limit "1Mi". ')).to.deep.equal(at('containers[a].resources.limits.ephemeral-storage', 30_000));
    expect(limit('Evicted', 'Pod ephemeral local storage usage exceeds the total limit of containers 1Mi. ')).to.deep.equal(at('containers[b].resources.limits.ephemeral-storage', 30_000));
    expect(limit('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline')).to.deep.equal(at('activeDeadlineSeconds', 30_000));
  });

});

describe('a pod in words', () => {
  it('tells phase, containers and the last word of the probe', () => {
    const text = describePod(pod({ phase: 'Running', containerStatuses: [container({ running: {} }, { restartCount: 1 })] }), [event('Unhealthy', 'Readiness probe failed: 503')]);
    expect(text).to.deep.equal({
      en: 'Pod web-abc-1 is Running: container app running, not ready, restarted once; Readiness probe failed: 503',
      ja: 'Pod web-abc-1 は Running: コンテナ app は実行中、Ready ではない、再起動 1 回; Readiness probe failed: 503',
    });
  });

  it('says why it waits', () => {
    expect(describePod(withContainer({ waiting: { reason: 'ErrImagePull', message: 'no' } }))).to.deep.equal({
      en: 'Pod web-abc-1 is Pending: container app waiting (ErrImagePull: no)', ja: 'Pod web-abc-1 は Pending: コンテナ app は待機中(ErrImagePull: no)',
    });
    expect(describePod(unscheduled('no room')).en).to.equal('Pod web-abc-1 is Pending: not scheduled: no room');
  });
});

describe('the owner of a pod', () => {
  it('is the Deployment behind its ReplicaSet, another workload, or itself', () => {
    expect(ownerOf(pod({}))).to.deep.equal({ object: 'Deployment/web', spec: 'spec.template.spec' });
    expect(ownerOf(pod({}, {}, { name: 'p', ownerReferences: [{ kind: 'Job', name: 'j' }] }))).to.deep.equal({ object: 'Job/j', spec: 'spec.template.spec' });
    expect(ownerOf(pod({}, {}, { name: 'p' }))).to.deep.equal({ object: 'Pod/p', spec: 'spec' });
    expect(belongsTo(pod({}), 'web')).to.equal(true);
    expect(belongsTo(pod({}), 'we')).to.equal(false);
  });

  it('does not count a pod on its way out as ready', () => {
    const status = { conditions: [{ type: 'Ready', status: 'True' }] };
    expect(isReady(pod(status))).to.equal(true);
    expect(isReady(pod(status, {}, { ...web, deletionTimestamp: 'now' }))).to.equal(false);
  });
});
