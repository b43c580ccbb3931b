import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { allRestartedWithin, otherName, sameImageByAnotherName } from '../../../specs/checks/restart-one-container.ts';

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
