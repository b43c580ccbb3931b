import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch } from 'node:os';
import { dirname, join } from 'node:path';
import { extractPackages } from '../../../harness/debian/extract-packages.ts';
import { makeSmallRoot, writeInRoot } from '../../../harness/debian/small-root.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** Newer than the name says; what counts is a glibc of 2.28 or later. */
const SUITE = 'trixie';

/** The package of the npm registry that carries the program; the project depends on it. */
const PACKAGE = `node-linux-${arch()}`;

/** What a person looking into a container calls. */
const COREUTILS = ['cat', 'date', 'echo', 'env', 'head', 'id', 'ls', 'printenv', 'sleep', 'stat', 'tail', 'uname'];

const { folder, version } = nodePackage();

/** Node.js as the npm registry has it, on Debian's C and C++ libraries: enough to be the base of the sample app. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'node',
  image: 'node:24-bookworm-slim',
  needs: [],
  inputs: ['../../../harness/debian/small-root.ts'],
  parameters: { suite: SUITE, arch: arch(), node: version },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    bench.say('unpacking Debian packages');
    const packages = await extractPackages(bench, SUITE, ['libstdc++6', 'dash', 'coreutils']);
    await mkdir(join(packages, 'usr/local/bin'), { recursive: true });
    await copyFile(join(folder, 'bin/node'), join(packages, 'usr/local/bin/node'));
    const root = join(bench.out, 'root');
    const programs = ['usr/local/bin/node', 'usr/bin/sh', ...COREUTILS.map((name) => `usr/bin/${name}`)];
    await makeSmallRoot(bench, { from: packages, into: root, programs });
    await mkdir(join(bench.out, 'home'));
    await writeInRoot(root, 'etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n');
    await writeInRoot(root, 'etc/group', 'root:x:0:\nnode:x:1000:\nnogroup:x:65534:\n');
    await writeInRoot(root, 'etc/nsswitch.conf', 'hosts: files dns\n');
    await dockerBuild(bench, ['FROM scratch', 'COPY root/ /', 'COPY --chown=1000:1000 home/ /home/node/', `ENV NODE_VERSION=${version}`, 'CMD ["node"]']);
    return { version };
  },
};

/** Where npm put Node.js, and which one; version `none` where npm has no such package, which the build then reports. */
function nodePackage(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  try {
    const file = require.resolve(`${PACKAGE}/package.json`);
    return { folder: dirname(file), version: (require(file) as { version: string }).version };
  } catch {
    return { folder: join(PACKAGE, 'is not installed'), version: 'none' };
  }
}

export default recipe;
