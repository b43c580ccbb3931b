import { chmod, copyFile, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { extractPackages } from '../../../harness/debian/extract-packages.ts';
import { makeSmallRoot, runUnpacked, writeInRoot } from '../../../harness/debian/small-root.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** Programs of our own in place of what Debian's busybox has not, or not with all its options. */
const OWN = ['nc', 'tcpsvd'];

/** The first stable suite with busybox 1.37. */
const SUITE = 'trixie';

/**
 * Debian's dynamically linked busybox: in a statically linked one look-ups of names crash, because glibc's resolver
 * loads its parts at run time. Of what people ask servers with its `nc` lacks options that the official image's has, and of what they
 * make small servers of it lacks `tcpsvd`.
 */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'busybox',
  image: 'busybox:1.37',
  needs: [],
  inputs: [...OWN, '../../../harness/debian/small-root.ts'],
  parameters: { suite: SUITE, arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    bench.say('unpacking Debian packages');
    const packages = await extractPackages(bench, SUITE, ['busybox', 'netbase']);
    const root = join(bench.out, 'root');
    await makeSmallRoot(bench, { from: packages, into: root, programs: ['usr/bin/busybox'], files: ['etc/protocols', 'etc/services'] });
    const applets = (await runUnpacked(bench, packages, 'usr/bin/busybox', ['--list'])).split('\n');
    for (const applet of applets.filter((name) => !['busybox', ...OWN].includes(name))) await symlink('busybox', join(root, 'usr/bin', applet));
    for (const program of OWN) {
      await copyFile(join(bench.source, program), join(root, 'usr/bin', program));
      await chmod(join(root, 'usr/bin', program), 0o755);
    }
    await writeInRoot(root, 'etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n');
    await writeInRoot(root, 'etc/group', 'root:x:0:\nnogroup:x:65534:\n');
    await writeInRoot(root, 'etc/nsswitch.conf', 'hosts: files dns\n');
    await dockerBuild(bench, ['FROM scratch', 'COPY root/ /', 'CMD ["sh"]']);
    const help = await runUnpacked(bench, packages, 'usr/bin/busybox', ['busybox', '--help']);
    return { version: /^BusyBox v([\d.]+)/.exec(help)?.[1] ?? 'unknown' };
  },
};

export default recipe;
