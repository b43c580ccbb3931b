import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { parseLogLine } from '../../../harness/access/log-line.ts';
import { allRestartedWithin, otherName, restartedWithLog, sameImageByAnotherName } from '../../../specs/checks/restart-one-container.ts';

describe('otherName', () => {
  const byDigest = 'quay.io/someone/tail@sha256:1f';
  const cases = [
    ['busybox:1.37', 'docker.io/library/busybox:1.37'],
    ['docker.io/library/busybox:1.37', 'busybox:1.37'],
    ['someone/tail:1', 'docker.io/someone/tail:1'],
    ['docker.io/someone/tail:1', 'someone/tail:1'],
    ['quay.io/someone/tail:1', byDigest],
    ['localhost:5000/tail:1', byDigest],
    [byDigest, undefined],
  ] as const;
  for (const [name, other] of cases) {
    it(`calls ${name} ${String(other)}`, () => {
      expect(otherName(name, byDigest)).to.equal(other);
    });
  }

  it('knows none for an image of another registry without a digest', () => {
    expect(otherName('localhost:5000/tail:1', 'sha256:1f')).to.equal(undefined);
  });
});

describe('sameImageByAnotherName', () => {
  it('changes the image of a container, or of a native sidecar, and nothing else', () => {
    const spec = { containers: [{ name: 'app', image: 'app:1' }], initContainers: [{ name: 'tail', image: 'busybox:1.37', restartPolicy: 'Always' }] };
    const pod = new Manifest({ kind: 'Pod', metadata: { name: 'web' }, spec } as object, undefined, 'web');
    const [native] = spec.initContainers;
    expect(sameImageByAnotherName(pod, 'tail', '')?.get('spec')).to.deep.equal({ ...spec, initContainers: [{ ...native, image: 'docker.io/library/busybox:1.37' }] });
    expect(sameImageByAnotherName(pod, 'app', '')?.get('spec.containers[app].image')).to.equal('docker.io/library/app:1');
  });
});

describe('allRestartedWithin', () => {
  it('gives each container the time that it may take to end', () => {
    const pod = (spec: object): Manifest => new Manifest({ kind: 'Pod', metadata: { name: 'web' }, spec } as object, undefined, 'web');
    expect(allRestartedWithin(pod({}), 2)).to.equal(90_000);
    expect(allRestartedWithin(pod({ terminationGracePeriodSeconds: 1 }), 1)).to.equal(31_000);
  });
});

describe('restartedWithLog', () => {
  /** A pod whose container has written these logs, one before each restart; with what was applied to restart it. */
  function fake(logs: readonly string[]): { given: Given; images: string[] } {
    const written = new Manifest({ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } as object, undefined, 'web');
    const images: string[] = [];
    const pod = {
      get object() { return { spec: { containers: [{ name: 'app', image: images.at(-1) ?? 'app:1' }] } }; },
      status: () => ({ imageID: '', restartCount: images.length }),
      ready: () => Promise.resolve(pod),
      restarted: () => Promise.resolve(pod),
      container: () => ({ lines: () => Promise.resolve([parseLogLine(logs[images.length - 1] ?? '')]) }),
    };
    const apply = (manifest: Manifest): Promise<void> => {
      images.push(manifest.get<string>('spec.containers[app].image') ?? '');
      return Promise.resolve();
    };
    return { given: { pod: () => pod, manifest: () => written, apply } as unknown as Given, images };
  }
  const restart = async ({ given, images }: ReturnType<typeof fake>) => {
    const { before, log } = await restartedWithLog(given, 'web', 'app', () => Promise.resolve(images.length));
    return { before, log: log.map(({ text }) => text), images };
  };
  const gone = 'unable to retrieve container logs for containerd://5f0b';

  it('returns what was seen before the restart, and the log of that time', async () => {
    expect(await restart(fake(['2026-01-01T00:00:00Z 0: hello']))).to.deep.equal({ before: 0, log: ['0: hello'], images: ['docker.io/library/app:1'] });
  });

  it('restarts it once more, and looks once more, where the kubelet has cleared that log away', async () => {
    expect(await restart(fake([gone, '2026-01-01T00:00:00Z 0: again']))).to.deep.equal({ before: 1, log: ['0: again'], images: ['docker.io/library/app:1', 'app:1'] });
    expect(await restart(fake([gone, gone, 'never asked for'])), 'once only').to.deep.include({ log: [gone] });
  });
});
