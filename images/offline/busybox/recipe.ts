import { chmod, copyFile, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { extractPackages } from '../../../harness/debian/extract-packages.ts';
import { makeSmallRoot, runUnpacked, writeInRoot } from '../../../harness/debian/small-root.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The first stable suite with busybox 1.37. */
const SUITE = 'trixie';

/**
 * Debian's dynamically linked busybox: in a statically linked one look-ups of names crash, because glibc's resolver
 * loads its parts at run time. Of what people wait for a server with, its `nc` lacks options that the official image's has.
 */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'busybox',
  image: 'busybox:1.37',
  needs: [],
  inputs: ['nc', '../../../harness/debian/small-root.ts'],
  parameters: { suite: SUITE, arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    bench.say('unpacking Debian packages');
    const packages = await extractPackages(bench, SUITE, ['busybox', 'netbase']);
    const root = join(bench.out, 'root');
    await makeSmallRoot(bench, { from: packages, into: root, programs: ['usr/bin/busybox'], files: ['etc/protocols', 'etc/services'] });
    const applets = (await runUnpacked(bench, packages, 'usr/bin/busybox', ['--list'])).split('\n');
    for (const applet of applets.filter((name) => !['busybox', 'nc'].includes(name))) await symlink('busybox', join(root, 'usr/bin', applet));
    await copyFile(join(bench.source, 'nc'), join(root, 'usr/bin/nc'));
    await chmod(join(root, 'usr/bin/nc'), 0o755);
    await writeInRoot(root, 'etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n');
    await writeInRoot(root, 'etc/group', 'root:x:0:\nnogroup:x:65534:\n');
    await writeInRoot(root, 'etc/nsswitch.conf', 'hosts: files dns\n');
    await dockerBuild(bench, ['FROM scratch', 'COPY root/ /', 'CMD ["sh"]']);
    const help = await runUnpacked(bench, packages, 'usr/bin/busybox', ['busybox', '--help']);
    return { version: /^BusyBox v([\d.]+)/.exec(help)?.[1] ?? 'unknown' };
  },
};

export default recipe;
