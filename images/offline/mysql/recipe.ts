import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { extractPackages } from '../../../harness/debian/extract-packages.ts';
import { makeSmallRoot, runUnpacked, writeInRoot } from '../../../harness/debian/small-root.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The suite with MySQL 9.7. */
const SUITE = 'sid';

const PACKAGES = ['mysql-server-core', 'mysql-client-core', 'bash', 'coreutils', 'findutils', 'gzip', 'sed', 'grep', 'tar', 'util-linux', 'mawk'];

/** MySQL's own, and what the entrypoint, init scripts, probes and wrappers call: the official image has all of coreutils. */
const PROGRAMS = [
  'usr/sbin/mysqld',
  ...['mysql', 'mysqladmin', 'mysqldump', 'mysql_config_editor', 'my_print_defaults'],
  ...['bash', 'find', 'xargs', 'gzip', 'sed', 'grep', 'setpriv', 'tar', 'mawk'],
  ...['[', 'base64', 'basename', 'cat', 'chgrp', 'chmod', 'chown', 'cp', 'cut', 'date', 'dd', 'df', 'dirname', 'du', 'echo', 'env', 'expr', 'false', 'head', 'id', 'install'],
  ...['ln', 'ls', 'md5sum', 'mkdir', 'mktemp', 'mv', 'nl', 'nproc', 'od', 'paste', 'printenv', 'printf', 'pwd', 'readlink', 'realpath', 'rm', 'rmdir', 'seq', 'sha256sum'],
  ...['sleep', 'sort', 'stat', 'sync', 'tac', 'tail', 'tee', 'test', 'timeout', 'touch', 'tr', 'true', 'truncate', 'uname', 'uniq', 'wc', 'whoami', 'yes'],
].map((program) => (program.includes('/') ? program : `usr/bin/${program}`));

/** uid and gid of the user mysql, as in the official image. */
const MYSQL = 999;

/**
 * The data folder before its first start, mostly zeros: 4 MB instead of 3 s of a processor at each first start. The
 * server makes its own id and keys when they are missing.
 */
const MAKE_ARCHIVE = [
  'mkdir -p /usr/local/share',
  'mysqld --initialize-insecure --user=mysql --datadir=/tmp/data --skip-log-bin',
  'rm -f /tmp/data/auto.cnf /tmp/data/*.pem',
  'tar --create --gzip --sparse --file /usr/local/share/mysql-data.tar.gz --directory /tmp/data .',
  'rm -rf /tmp/data',
].join(' && ');

/** MySQL Server from Debian with an entrypoint that honours the official image's contract. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'mysql',
  image: 'mysql:9.7',
  needs: [],
  inputs: ['docker-entrypoint.sh', 'my.cnf', '../../../harness/debian/small-root.ts'],
  parameters: { suite: SUITE, arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    bench.say('unpacking Debian packages');
    const packages = await extractPackages(bench, SUITE, PACKAGES);
    const root = join(bench.out, 'root');
    await makeSmallRoot(bench, { from: packages, into: root, programs: PROGRAMS, files: ['usr/lib/mysql/plugin/component_reference_cache.so', 'usr/share/mysql/charsets', 'usr/share/mysql/english', 'usr/share/mysql/japanese'] });
    await symlink('bash', join(root, 'usr/bin/sh'));
    await symlink('mawk', join(root, 'usr/bin/awk'));
    await mkdir(join(root, 'etc/mysql/conf.d'), { recursive: true });
    await mkdir(join(root, 'docker-entrypoint-initdb.d'));
    await mkdir(join(root, 'usr/local/bin'), { recursive: true });
    await copyFile(join(bench.source, 'my.cnf'), join(root, 'etc/my.cnf'));
    await copyFile(join(bench.source, 'docker-entrypoint.sh'), join(root, 'usr/local/bin/docker-entrypoint.sh'));
    await writeInRoot(root, 'etc/passwd', `root:x:0:0:root:/root:/bin/bash\nmysql:x:${MYSQL}:${MYSQL}::/var/lib/mysql:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n`);
    await writeInRoot(root, 'etc/group', `root:x:0:\nmysql:x:${MYSQL}:\nnogroup:x:65534:\n`);
    await writeInRoot(root, 'etc/nsswitch.conf', 'hosts: files dns\n');
    await mkdir(join(bench.out, 'empty'));
    await dockerBuild(bench, [
      'FROM scratch',
      'COPY root/ /',
      ...['/var/lib/mysql/', '/var/lib/mysql-files/', '/run/mysqld/'].map((folder) => `COPY --chown=${MYSQL}:${MYSQL} empty/ ${folder}`),
      // Arbitrary users may serve too, as in the official image.
      'RUN chmod 755 /usr/local/bin/docker-entrypoint.sh && chmod 1777 /var/lib/mysql /run/mysqld',
      `RUN ${MAKE_ARCHIVE}`,
      'VOLUME /var/lib/mysql',
      'EXPOSE 3306 33060',
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'CMD ["mysqld"]',
    ]);
    const version = await runUnpacked(bench, packages, 'usr/sbin/mysqld', ['--no-defaults', '--version']);
    return { version: /Ver (\d+\.\d+\.\d+)/.exec(version)?.[1] ?? 'unknown' };
  },
};

export default recipe;
