import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { parseSources } from '../../../harness/manifests/source.ts';
import { describeMounts, mountOf, mountsField, pathInCommand, pathSeenBy } from '../../../specs/checks/mounts.ts';

function pod(containers: object[]): Manifest {
  const [source] = parseSources(JSON.stringify({ kind: 'Pod', metadata: { name: 'web' }, spec: { containers } }), 'web.json');
  if (source === undefined) throw new Error('no source');
  return new Manifest(source.value() as object, source, 'web');
}

describe('the mounts of a container', () => {
  const web = pod([
    { name: 'app', args: ['sh', '-c', 'echo hello >> /var/log/app/1.log; sleep 9'], volumeMounts: [{ name: 'logs', mountPath: '/var/log' }, { name: 'app', mountPath: '/var/log/app/', subPath: 'app' }] },
    { name: 'sidecar', volumeMounts: [{ name: 'app', mountPath: '/logs' }] },
    { name: 'bare' },
  ]);

  it('has a file in the one with the longest path above it', () => {
    expect(mountOf(web, 'app', '/var/log/app/1.log')?.name).to.equal('app');
    expect(mountOf(web, 'app', '/var/log/1.log')?.name).to.equal('logs');
    expect(mountOf(web, 'app', '/var/logs/1.log')).to.equal(undefined);
    expect(mountOf(web, 'bare', '/var/log/1.log')).to.equal(undefined);
  });

  it('are at fault where nothing is mounted at a path: the one that is nearly there, else all of them', () => {
    expect(mountsField(web, 'app', '/var/lag')).to.equal('spec.containers[0].volumeMounts[0].mountPath');
    expect(mountsField(web, 'sidecar', '/data')).to.equal('spec.containers[1].volumeMounts');
    expect(mountsField(web, 'bare', '/data')).to.equal('spec.containers[2].volumeMounts');
  });

  it('shows another container a file by a path of its own, if that has the part of the volume in which it lies', () => {
    const both = (mount: object, file = '/out/app/1.log'): string | undefined => pathSeenBy(pod([{ name: 'writer', volumeMounts: [{ name: 'logs', mountPath: '/out/' }, { name: 'sub', mountPath: '/sub', subPath: 'a/b/' }] }, { name: 'reader', volumeMounts: [mount] }]), 'reader', 'writer', file);
    expect(both({ name: 'logs', mountPath: '/in' })).to.equal('/in/app/1.log');
    expect(both({ name: 'logs', mountPath: '/in/', subPath: './app/' })).to.equal('/in/1.log');
    expect(both({ name: 'logs', mountPath: '/in', subPath: 'apps' })).to.equal(undefined);
    expect(both({ name: 'other', mountPath: '/in' })).to.equal(undefined);
    expect(both({ name: 'sub', mountPath: '/' }, '/sub/1.log')).to.equal('/a/b/1.log');
    expect(both({ name: 'sub', mountPath: '/in', subPath: 'a' }, '/sub/1.log')).to.equal('/in/b/1.log');
    expect(both({ name: 'logs', mountPath: '/in' }, '/tmp/1.log')).to.equal(undefined);
  });

  it('is compared with where the command itself looks for a file', () => {
    expect(pathInCommand(web, 'app', '/other/1.log')).to.equal('/var/log/app/1.log');
    expect(pathInCommand(web, 'app', '/other/2.log')).to.equal(undefined);
  });

  it('is described in both languages', () => {
    expect(describeMounts(web, 'app')).to.deep.equal({ en: 'logs at /var/log, app/app at /var/log/app/', ja: 'logs を /var/log にマウント, app/app を /var/log/app/ にマウント' });
    expect(describeMounts(web, 'bare')).to.deep.equal({ en: 'no volume at all', ja: 'ボリュームのマウントなし' });
  });
});
