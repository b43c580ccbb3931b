import { expect } from 'chai';
import type { Container } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { makeOwnFile } from '../../../specs/volumes/own-file.ts';

describe("a file in a container's own file system", () => {
  const pod = (...mountPaths: string[]): Manifest => new Manifest({
    kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'app', volumeMounts: mountPaths.map((mountPath) => ({ name: 'v', mountPath })) }], volumes: [{ name: 'v', emptyDir: {} }] },
  } as object, undefined, '03-volumes');
  const made = async (manifest: Manifest, writable: RegExp): Promise<string | undefined> =>
    await makeOwnFile(manifest, { name: 'app', exec: ([, path = '']: string[]) => Promise.resolve({ stdout: '', stderr: '', exitCode: writable.test(path) ? 0 : 1 }) } as unknown as Container);

  it('lies where the program may write', async () => {
    expect(await made(pod('/data'), /./)).to.equal('/tmp/of-the-container');
    expect(await made(pod('/data'), /^\/home/)).to.equal('/home/of-the-container');
  });

  it('lies in no volume', async () => {
    expect(await made(pod('/tmp', '/var'), /./)).to.equal('/root/of-the-container');
  });

  it('is none where nothing can be written', async () => {
    expect(await made(pod('/tmp'), /^\/tmp/)).to.equal(undefined);
    const without = { name: 'app', exec: () => Promise.reject(new LessonFailure({ expected: verbatim('running'), observed: verbatim('"touch": executable file not found'), object: 'Pod/p', elapsedMs: 0, hint: verbatim('') })) } as unknown as Container;
    expect(await makeOwnFile(pod('/data'), without)).to.equal(undefined);
  });
});
