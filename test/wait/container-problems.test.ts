import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { withContainer } from './sample-pods.ts';

describe('why a container does not start, or ends again and again', () => {
  const find = (subject: Pod): unknown[] => podProblems(subject, []).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('knows images that cannot be had', () => {
    expect(find(withContainer({ waiting: { reason: 'InvalidImageName' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ErrImageNeverPull' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ErrImagePull', message: 'x: not found' } }))).to.deep.equal(at('containers[app].image', 0));
    expect(find(withContainer({ waiting: { reason: 'ImagePullBackOff', message: 'i/o error' } })), 'a registry may recover').to.deep.equal(at('containers[app].image', 11_000));
  });

  it('blames the policy that asks a registry for what the node has', () => {
    const nodes = [{ metadata: { name: 'other' } }, { metadata: { name: 'worker' }, status: { images: [{ names: ['docker.io/library/app@sha256:1', 'docker.io/library/app:1.0'] }] } }];
    const failing = (container: object): unknown => podProblems(withContainer({ waiting: { reason: 'ErrImagePull', message: 'no such host' } }, {}, { nodeName: 'worker', containers: [{ name: 'app', ...container }] }), [], { nodes })[0]?.field;
    expect(failing({ image: 'app:1.0', imagePullPolicy: 'Always' })).to.equal('spec.template.spec.containers[app].imagePullPolicy');
    expect(failing({ image: 'app:1.1', imagePullPolicy: 'Always' })).to.equal('spec.template.spec.containers[app].image');
    expect(failing({ image: 'app:1.0', imagePullPolicy: 'IfNotPresent' })).to.equal('spec.template.spec.containers[app].image');
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
});
