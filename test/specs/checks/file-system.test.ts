import { expect } from 'chai';
import { fileSystemOf } from '../../../specs/checks/file-system.ts';

describe('fileSystemOf', () => {
  const mounts = [
    'overlay / overlay rw,relatime 0 0',
    '/dev/vda1 /diary ext4 rw,relatime 0 0',
    'tmpfs /diary/memory tmpfs rw,size=1024k 0 0',
    '/dev/vda1 /etc/hosts ext4 rw,relatime 0 0',
    '',
  ].join('\n');

  it('is that of the longest mount point above the file, or of the file itself', () => {
    expect(fileSystemOf(mounts, '/diary/memory/starts')).to.equal('tmpfs');
    expect(fileSystemOf(mounts, '/diary/memory-of-old/starts')).to.equal('ext4');
    expect(fileSystemOf(mounts, '/etc/hosts')).to.equal('ext4');
    expect(fileSystemOf(mounts, '/tmp/x')).to.equal('overlay');
  });

  it('is that of the last mount where several have one point', () => {
    expect(fileSystemOf(`${mounts}tmpfs /diary tmpfs rw 0 0\n`, '/diary/disk/starts')).to.equal('tmpfs');
  });

  it('is not known where nothing is mounted', () => {
    expect(fileSystemOf('', '/diary')).to.equal(undefined);
  });
});
