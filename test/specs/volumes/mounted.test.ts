import { expect } from 'chai';
import { containerWith, isOptional, limitedFolder, modePart, mountField, secretAt, secretOrVolume, volumeAt, volumeField } from '../../../specs/volumes/mounted.ts';
import { podOf, written } from './pods.ts';

describe('what is mounted at a path of the lesson', () => {
  const pod = podOf({
    initContainers: [{ name: 'side', restartPolicy: 'Always', volumeMounts: [{ name: 'memory', mountPath: '/memory/' }] }, { name: 'early', volumeMounts: [{ name: 'shared', mountPath: '/early' }] }],
    containers: [
      { name: 'idle' },
      { name: 'app', volumeMounts: [{ name: 'shared', mountPath: '/data' }, { name: 'memory', mountPath: '/data/memory' }, { name: 'file', mountPath: '/etc/one', subPath: 'one' }] },
    ],
    volumes: [{ name: 'shared', emptyDir: { sizeLimit: '1Mi' } }, { name: 'memory', emptyDir: { medium: 'Memory' } }, { name: 'file', configMap: { name: 'c' } }],
  });

  it('is seen by the container that mounts it, wherever that stands', () => {
    expect([containerWith(pod, '/data/starts'), containerWith(pod, '/etc/one'), containerWith(pod, '/memory')]).to.deep.equal(['app', 'app', 'side']);
    expect(containerWith(pod, '/database'), 'the first where none does').to.equal('idle');
    expect(containerWith(pod, '/early'), 'not one that has ended').to.equal('idle');
  });

  it('blames the volume, or the mounts where there is none', () => {
    expect(volumeField(pod, '/data/starts')).to.equal('spec.volumes[shared]');
    expect(volumeField(pod, '/data/memory/x', 'emptyDir.medium')).to.equal('spec.volumes[memory].emptyDir.medium');
    expect(volumeField(pod, '/data/starts', undefined, 'idle')).to.equal('spec.containers[0].volumeMounts');
    expect(volumeField(pod, '/nowhere')).to.equal('spec.containers[0].volumeMounts');
  });

  it('is found where a pod writes more than it may, whatever the folder is called', () => {
    const at = (emptyDir: object | null, more: object = {}) => podOf({ containers: [{ name: 'a', volumeMounts: [{ name: 'memory', mountPath: '/m' }, { name: 'free', mountPath: '/free' }, { name: 'small', mountPath: '/cache' }] }], volumes: [{ name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }, { name: 'free', configMap: {} }, { name: 'small', emptyDir }], ...more });
    expect(limitedFolder(pod, '/scratch')).to.equal('/data');
    expect(limitedFolder(at({ sizeLimit: '2Mi' }), '/scratch')).to.equal('/cache');
    expect(limitedFolder(at({}), '/scratch'), 'its limit is what may be missing').to.equal('/cache');
    expect(limitedFolder(at(null), '/scratch'), 'in memory, where no other is').to.equal('/m');
    expect(limitedFolder(podOf({ containers: [{ name: 'a' }] }), '/scratch')).to.equal('/scratch');
  });

  it('says where the mode of a file is written: at its item, or for all', () => {
    const items = [{ key: 'a', path: 'a' }, { key: 'b', path: 'b', mode: 256 }];
    expect(modePart({ name: 'v', configMap: { name: 'c', defaultMode: 440, items } }, 'a')).to.equal('configMap.defaultMode');
    expect(modePart({ name: 'v', secret: { secretName: 's', items } }, 'b')).to.equal('secret.items[1].mode');
    const sources = [{ configMap: { name: 'c' } }, { secret: { name: 's', items } }];
    expect([modePart({ name: 'v', projected: { sources } }, 'b'), modePart({ name: 'v', projected: { sources } }, 'a')]).to.deep.equal(['projected.sources[1].secret.items[1].mode', 'projected.defaultMode']);
    expect([modePart({ name: 'v', emptyDir: {} }, 'a'), modePart(undefined, 'a')]).to.deep.equal([undefined, undefined]);
  });

  it('names the mount, and the volume as it is written', () => {
    expect(mountField(pod, '/etc/one')).to.equal('spec.containers[1].volumeMounts[2]');
    expect(mountField(pod, '/nowhere')).to.equal('spec.containers[0].volumeMounts');
    expect(volumeAt(pod, '/data')).to.deep.equal({ name: 'shared', emptyDir: { sizeLimit: '1Mi' } });
    expect(volumeAt(pod, '/nowhere')).to.equal(undefined);
  });

  it('is a key of a Secret, by whatever name its file has', () => {
    const door = (mount: object, volume: object) => secretAt(podOf({ containers: [{ name: 'app', volumeMounts: [{ name: 'door', mountPath: '/door', ...mount }] }], volumes: [{ name: 'door', ...volume }] }), '/door/code');
    expect(door({}, { secret: { secretName: 's' } })).to.deep.equal({ name: 's', key: 'code' });
    expect(door({}, { secret: { secretName: 's', items: [{ key: 'number', path: 'code' }] } })).to.deep.equal({ name: 's', key: 'number' });
    expect(door({}, { projected: { sources: [{ configMap: { name: 'c' } }, { secret: { name: 's', items: [{ key: 'a', path: 'b' }, { key: 'pin', path: 'code' }] } }] } })).to.deep.equal({ name: 's', key: 'pin' });
    expect(door({ mountPath: '/door/code', subPath: 'pin' }, { secret: { secretName: 's' } }), 'the file alone').to.deep.equal({ name: 's', key: 'pin' });
    expect(door({}, { projected: { sources: [{ secret: { name: 'a' } }, { secret: { name: 's', items: [{ key: 'pin', path: 'code' }] } }] } }), 'which is said').to.deep.equal({ name: 's', key: 'pin' });
    expect(door({}, { projected: { sources: [{ secret: { name: 'a' } }, { secret: { name: 'b' } }] } }), 'one of two').to.equal(undefined);
    for (const volume of [{ emptyDir: {} }, { secret: { secretName: 's', items: [{ key: 'a', path: 'b' }] } }]) expect(door({}, volume)).to.equal(undefined);
  });

  it('need not be there where it says so, also as a part of a projected volume', () => {
    for (const volume of [{ name: 'v', configMap: { name: 'c', optional: true } }, { name: 'v', secret: { secretName: 's', optional: true } }, { name: 'v', projected: { sources: [{ configMap: { name: 'c', optional: true } }] } }]) expect(isOptional(volume)).to.equal(true);
    for (const volume of [undefined, { name: 'v', emptyDir: {} }, { name: 'v', configMap: { name: 'c' } }]) expect(isOptional(volume)).to.equal(false);
  });

  it('lacks a file of a Secret because that lacks the key, or because of the volume', () => {
    const mounting = podOf({ containers: [{ name: 'app', volumeMounts: [{ name: 'door', mountPath: '/door' }] }], volumes: [{ name: 'door', secret: { secretName: 's' } }] });
    const found = (secret: object | undefined) => {
      const all = { find: (kind: string, name: string) => (kind === 'Secret' && name === 's' && secret !== undefined ? written({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...secret }) : undefined) };
      const { on, field } = secretOrVolume({ manifests: all } as never, mounting, '/door/code');
      return `${typeof on === 'string' ? on : on.id} ${field ?? ''}`;
    };
    expect([found({}), found({ stringData: { pin: '1' } }), found({ data: { pin: 'MQ==' } })]).to.deep.equal(['Secret/s stringData', 'Secret/s stringData', 'Secret/s data']);
    expect([found({ data: { code: 'MQ==' } }), found(undefined)]).to.deep.equal(['Pod/p spec.volumes[door]', 'Pod/p spec.volumes[door]']);
  });
});
