import { expect } from 'chai';
import type { Container, Given, Pod } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { causeOf, endedContainer, unlessEnded } from '../../../specs/logging/cause.ts';
import { streams } from '../../../specs/logging/pods.ts';

interface Written { name: string; args?: string[]; command?: string[]; livenessProbe?: object; volumeMounts?: object[] }
const logs = { name: 'logs', mountPath: '/var/log' };
const sidecars: Written[] = [{ name: 'count-log-1', args: ['tail', '-F', '/var/log/1.log'], volumeMounts: [logs] }, { name: 'count-log-2', volumeMounts: [logs] }];
const pod = (containers: Written[], initContainers: Written[] = []): Manifest => new Manifest({ kind: 'Pod', metadata: { name: 'two' }, spec: { containers, initContainers } } as object, undefined, '02-logging');
const count = (more: Partial<Written> = {}): Written => ({ name: 'count', args: ['sh'], volumeMounts: [logs], ...more });

/** What runs: files of the writer with their lines, its last words, and the states of containers. */
interface Running { files?: Record<string, string[]>; says?: string; states?: Record<string, object>; unreadable?: string }
function live({ files = {}, says, states = {}, unreadable }: Running): Pod {
  const container = (name: string): Container => ({
    name,
    exec: ([program]: string[]) => Promise.resolve(program === 'head' && unreadable !== undefined ? { stdout: '', stderr: unreadable, exitCode: 1 } : { stdout: Object.entries(files).map(([path, lines]) => `/-/-/${path}\n${lines.join('\n')}\n\n`).join(''), stderr: '', exitCode: 0 }),
    lines: () => Promise.resolve(says === undefined ? [] : [{ text: says, time: 0, stamp: '' }]),
    trouble: () => Promise.resolve(verbatim(`trouble of ${name}`)),
  }) as unknown as Container;
  return { container, status: (name: string) => states[name] ?? { state: { running: {} }, restartCount: 0 } } as unknown as Pod;
}
const failure = (more: object): LessonFailure => new LessonFailure({ expected: verbatim(''), observed: verbatim('Evicted'), object: 'Pod/two', elapsedMs: 0, hint: verbatim(''), evidence: [], ...more });
const given = (running: Pod | undefined, end = failure({ late: true })): Given => ({
  pod: () => ({ now: () => Promise.resolve(running), when: () => Promise.reject(end) }),
  fail: (about: { field: string }) => { throw failure({ field: about.field }); },
}) as unknown as Given;

describe('the cause of a stream that is not as it should be', () => {
  const [first] = streams;
  const causes = async (manifest: Manifest, running: Running): Promise<{ field: string | undefined; observed: string | undefined }> => {
    const cause = await causeOf(given(live(running)), manifest, first);
    return { field: cause === undefined ? undefined : manifest.path(cause.field), observed: cause?.observed.en };
  };
  const good = { '/var/log/1.log': ['0: Mon', '1: Mon', '2: Mon'] };

  it('is the container that has ended, with its probe where it has one', async () => {
    const ended = { states: { count: { state: { terminated: {} }, restartCount: 3 } } };
    expect(await causes(pod([count(), ...sidecars]), ended)).to.deep.equal({ field: 'spec.containers[count]', observed: 'trouble of count' });
    expect((await causes(pod([count({ livenessProbe: {} }), ...sidecars]), ended)).field).to.equal('spec.containers[count].livenessProbe');
    expect((await causes(pod([count(), ...sidecars]), { files: good, states: { 'count-log-1': { state: { waiting: {} }, restartCount: 2 } } })).field).to.equal('spec.containers[count-log-1]');
  });

  it('is what has ended the pod, where its containers only went with it', async () => {
    const evicted = failure({ field: 'spec.volumes[logs].emptyDir.sizeLimit' });
    const ended = live({ states: { count: { state: { terminated: {} }, restartCount: 0 } } });
    const manifest = pod([count(), ...sidecars]);
    const thrown = async (act: () => Promise<unknown>): Promise<unknown> => await act().catch((error: unknown) => error);
    expect(await thrown(async () => await causeOf(given(ended, evicted), manifest, first))).to.equal(evicted);
    const cut = failure({ field: 'spec.containers[count]' });
    const act = (): Promise<never> => Promise.reject(cut);
    expect(await thrown(async () => await unlessEnded(given(ended, evicted), manifest, ['count'], act))).to.equal(evicted);
    expect(await thrown(async () => await unlessEnded(given(ended), manifest, ['count'], act))).to.have.nested.property('failure.field', 'spec.containers[0]');
    expect(await thrown(async () => await unlessEnded(given(live({})), manifest, ['count'], act))).to.equal(cut);
  });

  it('is that the sidecar may not read the file, or does not follow it', async () => {
    const denied = { files: good, unreadable: "head: /var/log/1.log: Permission denied\n" };
    expect(await causes(pod([count(), ...sidecars]), denied)).to.deep.equal({ field: 'spec.containers[count].args', observed: 'the last line in the stream of count-log-1 is: head: /var/log/1.log: Permission denied' });
    expect((await causes(pod([count(), ...sidecars]), { files: good })).field).to.equal('spec.containers[count-log-1].args');
  });

  it('is what the writer writes', async () => {
    const writer = pod([count(), ...sidecars]);
    expect(await causes(writer, { files: { '/var/log/1.log': ['one', 'two'] } })).to.deep.equal({ field: 'spec.containers[count].args', observed: '/var/log/1.log begins with "one"' });
    expect((await causes(writer, { files: { '/data/x': ['0: Mon', '2: Mon'] } })).observed).to.equal('line 2 is "2: Mon"');
    expect((await causes(writer, { files: { '/data/x': ['0: Mon', 'Mon INFO 0'] } })).observed).to.equal('"Mon INFO 0"');
    expect((await causes(writer, { files: { '/data/x': ['0: Mon'] } })).observed).to.equal('1 lines');
    expect((await causes(writer, { says: 'sh: syntax error' })).observed).to.equal('no file with such a line; the last line in the stream of count is: sh: syntax error');
  });

  it('is a volume that cannot be written, or is not there', async () => {
    const says = "can't create /var/log/1.log: Read-only file system";
    expect((await causes(pod([count({ volumeMounts: [{ ...logs, readOnly: true }] }), ...sidecars]), { says })).field).to.equal('spec.containers[count].volumeMounts[0].readOnly');
    expect((await causes(pod([count({ volumeMounts: [] }), ...sidecars]), {})).field).to.equal('spec.containers[count].volumeMounts');
  });

  it('is the mount of one file that became a folder', async () => {
    const file: Written = { name: 'count-log-1', volumeMounts: [{ name: 'logs', mountPath: '/var/log/1.log', subPath: '1.log' }] };
    const says = "can't create /var/log/1.log: Is a directory";
    expect((await causes(pod([file, count(), ...sidecars.slice(1)]), { says })).field).to.equal('spec.containers[count-log-1].volumeMounts[0].subPath');
  });

  it('is the volume that the two do not share, also of a native sidecar', async () => {
    expect((await causes(pod([count({ volumeMounts: [] }), ...sidecars]), { files: good })).field).to.equal('spec.containers[count].volumeMounts');
    const native = pod([count()], [{ name: 'count-log-1', volumeMounts: [{ name: 'other', mountPath: '/var/log' }] }]);
    expect((await causes(native, { files: good })).field).to.equal('spec.initContainers[count-log-1].volumeMounts');
    const elsewhere: Written = { name: 'count-log-1', args: ['tail', '-F', '/var/log/1.log'], volumeMounts: [{ ...logs, mountPath: '/logs' }] };
    expect((await causes(pod([count(), elsewhere]), { files: good })).field).to.equal('spec.containers[count-log-1].volumeMounts');
  });

  it('is where a sidecar looks that shows none of the lines, and sees the file', async () => {
    const follows = (mount: object): Written => ({ name: 'count-log-1', command: ['tail', '-F', '1.log'], volumeMounts: [mount] });
    const deep = { '/var/log/app/1.log': good['/var/log/1.log'] };
    expect(await causes(pod([count(), follows({ ...logs, mountPath: '/in/' })]), { files: deep })).to.deep.equal({ field: 'spec.containers[count-log-1].command', observed: 'none of them; what count writes to /var/log/app/1.log is /in/app/1.log in count-log-1' });
    expect((await causes(pod([count(), follows({ name: 'logs', mountPath: '/in', subPath: 'app' })]), { files: deep })).observed).to.match(/ is \/in\/1\.log in count-log-1$/);
    expect((await causes(pod([count(), follows({ name: 'logs', mountPath: '/in', subPath: 'apps' })]), { files: deep })).field).to.equal('spec.containers[count-log-1].volumeMounts');
  });

  it('is none of all that where file and volume are in order: then the sidecar itself is at fault', async () => {
    expect((await causes(pod([count(), ...sidecars]), { files: good, says: '2: Mon' })).field).to.equal(undefined);
    expect(await causeOf(given(undefined), pod([count(), ...sidecars]), first)).to.equal(undefined);
  });
});

describe('a container', () => {
  const manifest = pod([count()]);
  const once = live({ states: { count: { state: { running: {} }, restartCount: 1 } } });

  it('may have been started a second time where that is allowed for', async () => {
    expect(await endedContainer(manifest, once, 'count')).to.equal(undefined);
    expect((await endedContainer(manifest, once, 'count', 0))?.expected.en).to.equal('container count to run without a restart');
  });
});
