import { expect } from 'chai';
import { loadFailure, missingImages, platformArguments } from '../../harness/cluster/node-images.ts';
import { verbatim } from '../../harness/text/language.ts';

const busybox = { name: 'busybox:1.37', id: 'sha256:1' };
const app = { name: 'someone/app:1', id: 'sha256:2' };
const stored = ['docker.io/library/busybox:1.37', 'docker.io/someone/app:1'];

describe('missingImages', () => {
  it('is none when all were loaded and are there', () => {
    expect(missingImages([busybox, app], { images: { 'busybox:1.37': 'sha256:1', 'someone/app:1': 'sha256:2' } }, stored)).to.deep.equal([]);
  });
  it('is all on a node without a record', () => {
    expect(missingImages([busybox, app], undefined, stored)).to.deep.equal([busybox, app]);
  });
  it('is what has another id by now', () => {
    expect(missingImages([busybox, app], { images: { 'busybox:1.37': 'sha256:0', 'someone/app:1': 'sha256:2' } }, stored)).to.deep.equal([busybox]);
  });
  it('is nothing that was built again from the same', () => {
    const built = { ...app, key: 'k1' };
    const record = { images: { 'someone/app:1': 'sha256:0' }, keys: { 'someone/app:1': 'k1' } };
    expect(missingImages([built], record, stored)).to.deep.equal([]);
    expect(missingImages([{ ...built, key: 'k2' }], record, stored)).to.have.length(1);
    expect(missingImages([app], record, stored)).to.deep.equal([app]);
  });
  it('is what the kubelet has removed', () => {
    expect(missingImages([busybox], { images: { 'busybox:1.37': 'sha256:1' } }, [])).to.deep.equal([busybox]);
  });
});

describe('platformArguments', () => {
  it('asks for one platform where the store may name others', () => {
    expect(platformArguments('[["driver-type","io.containerd.snapshotter.v1"]] linux/x86_64')).to.deep.equal(['--platform', 'linux/amd64']);
    expect(platformArguments('[["Backing Filesystem","extfs"]] linux/x86_64')).to.deep.equal([]);
  });
});

describe('loadFailure', () => {
  it('names a full disk', () => {
    expect(loadFailure(verbatim('images'), verbatim('writing failed'), new Error('write /x: no space left on device')).message).to.equal('the disk is too full to load the images');
    expect(loadFailure(verbatim('images'), verbatim('writing failed'), new Error('exit code 1')).message).to.equal('writing failed: exit code 1');
  });
});
