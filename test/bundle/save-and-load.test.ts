import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadBundle } from '../../harness/bundle/load-bundle.ts';
import type { BundleManifest } from '../../harness/bundle/manifest.ts';
import { openBundle, type Bundle } from '../../harness/bundle/open-bundle.ts';
import { requireFree, saveBundle } from '../../harness/bundle/save-bundle.ts';
import { verifyBundle } from '../../harness/bundle/verify-bundle.ts';
import { contentKeys } from '../../harness/images/content-key.ts';
import { discoverRecipes } from '../../harness/images/discover-recipes.ts';
import type { ImageEntry } from '../../harness/images/image-list.ts';
import { runCommand } from '../../harness/process/run-command.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { imageSource, recipeFolder, type RecipeFolder } from '../images/recipe-folder.ts';
import { FakeDocker } from './fake-docker.ts';
import { smallCheckout } from './small-bundle.ts';

const digest = 'a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5';
const list: ImageEntry[] = [
  { name: 'busybox:1.37', use: 'load', megabytes: 1 },
  { name: 'app:1.0', use: 'load', megabytes: 1, recipe: 'app', ours: true },
  { name: `kindest/node:v1@sha256:${digest}`, use: 'node', megabytes: 1 },
];

describe('saveBundle and loadBundle', () => {
  let folder: string;
  let place: RecipeFolder;
  let source: FakeDocker;
  let path: string;
  let said: string[];
  const say = (line: { en: string }): void => { said.push(line.en); };
  let controller: AbortController;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    path = join(folder, 'b.tar');
    said = [];
    controller = new AbortController();
    place = await recipeFolder();
    await place.write('app', imageSource('app', 'app:1.0'));
    const keys = await contentKeys(await discoverRecipes([place.recipes]), new Map());
    source = new FakeDocker();
    source.put('busybox:1.37');
    source.put('app:1.0', keys.get('app'));
    source.put(`kindest/node:v1@sha256:${digest}`);
    writeFileSync(join(folder, 'kind-here'), '#!/bin/sh\n');
    smallCheckout(folder, { 'node_modules/left-pad': { version: '1.0.0', integrity: 'sha512-x' } });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await place.remove();
  });

  const save = (): Promise<{ manifest: BundleManifest }> => {
    const images = [...source.images].map(([name, { id, size, labels }]) => ({ name, id, size, version: '1', provenance: 'present' as const, use: 'load' as const, ...(labels['cndjp2-e2e.key'] === undefined ? {} : { key: labels['cndjp2-e2e.key'] }) }));
    const pack = (_lock: unknown, into: string): Promise<{ part: string; path: string; integrity: string }[]> => {
      writeFileSync(join(into, 'left-pad.tgz'), 'an archive');
      return Promise.resolve([{ part: 'npm/left-pad.tgz', path: join(into, 'left-pad.tgz'), integrity: 'sha512-x' }]);
    };
    return saveBundle(path, { checkout: join(folder, 'checkout'), docker: source, images, kind: join(folder, 'kind-here'), pack }, { signal: controller.signal, say });
  };
  const checked = async (): Promise<Bundle> => {
    const bundle = await openBundle(path);
    await verifyBundle(bundle, { signal: controller.signal });
    return bundle;
  };
  const load = async (docker: FakeDocker, ensureRoom: (bytes: number) => Promise<void> = () => Promise.resolve(), wanted = list): Promise<void> =>
    loadBundle(await checked(), { list: wanted, docker, store: docker, folders: place.folders, recipeFolders: [place.recipes], ensureRoom }, { signal: controller.signal, say });
  const failure = async (work: Promise<unknown>): Promise<EnvironmentError> => {
    const error = await work.then(() => undefined, (reason: unknown) => reason);
    expect(error, String(error)).to.be.instanceOf(EnvironmentError);
    return error as EnvironmentError;
  };
  const nothingUnfinished = (): void => {
    expect(readdirSync(folder).sort()).to.deep.equal(['checkout', 'kind-here']);
    expect(readdirSync(join(folder, 'checkout', '.work'))).to.deep.equal([]);
  };
  const kind = (): string => join(place.folders.downloads, 'kind-v0.33.0', 'kind');

  it('bring images and kind to a machine that has none', async () => {
    const before = new Map(source.images);
    const { manifest } = await save();
    expect(source.images, 'names that were given for the saving are taken away').to.deep.equal(before);
    expect(manifest.parts.map(({ name }) => name)).to.deep.equal(['npm/left-pad.tgz', 'kind', 'images.tar.zst']);
    expect(manifest.packages).to.deep.equal({ 'sha512-x': 'npm/left-pad.tgz' });

    const target = new FakeDocker();
    await load(target);
    expect([...target.images.keys()]).to.deep.equal(['busybox:1.37', 'app:1.0', 'cndjp2-bundle/kindest-node-a1ed56cfb0e7:v1']);
    expect(readFileSync(kind(), 'utf8')).to.equal('#!/bin/sh\n');
    expect(statSync(kind()).mode & 0o111).to.equal(0o111);
  });

  it('load nothing that is there', async () => {
    await save();
    const target = new FakeDocker();
    await load(target);
    target.fails = () => { throw new Error('it was asked again'); };
    await load(target);
    expect(said).to.include('The images are there already.');
  });

  it('leave a file alone that is there, unless they are told', async () => {
    writeFileSync(path, 'of somebody');
    expect((await failure(requireFree(path, false))).message).to.equal('there is such a file already');
    await requireFree(path, true);
    await save();
    expect((await checked()).manifest.format).to.equal(1);
    expect((await failure(requireFree(join(folder, 'no', 'b.tar'), false))).message).to.equal(`there is no folder ${join(folder, 'no')}`);
    expect((await failure(requireFree(folder, true))).message).to.equal('it is not a plain file');
  });

  it('leave nothing of a save that is interrupted', async () => {
    source.fails = (chunk) => { if (chunk === 1) controller.abort(new Error('Ctrl-C')); };
    const error: unknown = await save().catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'Ctrl-C');
    nothingUnfinished();
    expect([...source.images.keys()].filter((name) => name.startsWith('cndjp2-bundle'))).to.deep.equal([]);
  });

  it('leave what was there before, and nothing else, of a save that fails', async () => {
    writeFileSync(path, 'of an earlier day');
    const broken = await runCommand('sh', ['-c', 'echo no such layer >&2; exit 1'], { deadlineMs: 5_000 }).catch((reason: unknown) => reason);
    source.fails = () => { throw broken as Error; };
    const error = await failure(save());
    expect(error.where).to.equal('docker');
    expect(error.message).to.match(/^saving the images failed: .*no such layer$/s);
    expect(readFileSync(path, 'utf8')).to.equal('of an earlier day');
    rmSync(path);
    nothingUnfinished();
  });

  it('say so where the disk is full, or takes no such file', async () => {
    for (const [code, message] of [['ENOSPC', 'the disk is full'], ['EFBIG', 'the file system takes no file of this size (FAT32: 4 GB at most)']]) {
      source.fails = () => { throw Object.assign(new Error('write'), { code, syscall: 'write' }); };
      expect((await failure(save())).message).to.equal(message);
      nothingUnfinished();
    }
  });

  it('remove what a killed save has left', async () => {
    writeFileSync(`${path}.4194304.part`, 'half');
    writeFileSync(`${path}.${process.ppid}.part`, 'of one that lives');
    await save();
    expect(readdirSync(folder).sort()).to.deep.equal(['b.tar', `b.tar.${process.ppid}.part`, 'checkout', 'kind-here']);
  });

  it('take back what was loaded where Docker fails half way', async () => {
    await save();
    const target = new FakeDocker();
    target.put('busybox:1.37', undefined, 'sha256:of another day');
    target.put('other:1', undefined, 'sha256:not ours');
    const before = new Map(target.images);
    const full = await runCommand('sh', ['-c', 'echo write /layer.tar: no space left on device >&2; exit 1'], { deadlineMs: 5_000 }).catch((reason: unknown) => reason);
    target.fails = (chunk) => { if (chunk === 2) throw full as Error; };
    const error = await failure(load(target));
    expect(error.message).to.equal('the disk is full; what was loaded has been taken back');
    expect(target.images).to.deep.equal(before);
    expect(existsSync(kind())).to.equal(false);
  });

  it('take back what was loaded when they are interrupted', async () => {
    await save();
    const target = new FakeDocker();
    target.fails = (chunk) => { if (chunk === 2) controller.abort(new Error('Ctrl-C')); controller.signal.throwIfAborted(); };
    const error: unknown = await load(target).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'Ctrl-C');
    expect([...target.images.keys()]).to.deep.equal([]);
  });

  it('load nothing where Docker has no room, or runs other images', async () => {
    await save();
    const target = new FakeDocker();
    const full = new Error('too full');
    const error: unknown = await load(target, (bytes) => Promise.reject(bytes > 0 ? full : new Error('no bytes'))).catch((reason: unknown) => reason);
    expect(error).to.equal(full);
    target.on = 'linux/arm64';
    expect((await failure(load(target))).message).to.equal('it was saved for linux/amd64, and this is linux/arm64');
    expect([...target.images.keys()]).to.deep.equal([]);
  });

  it('load nothing that this checkout would build anew', async () => {
    await save();
    const target = new FakeDocker();
    expect((await failure(load(target, undefined, [...list, { name: 'new:1', use: 'load', megabytes: 1 }]))).message).to.equal('this checkout needs new:1, which is not in it');
    await place.write('app', `${imageSource('app', 'app:1.0')}\n/* changed */`);
    expect((await failure(load(target))).message).to.equal('this checkout needs app:1.0, which is not in it');
    expect([...target.images.keys()]).to.deep.equal([]);
  });

  it('leave to be built what is ours, where Docker has other ids for what it is built on', async () => {
    await save();
    const target = new FakeDocker();
    const loadIt = target.load.bind(target);
    target.load = async (archive) => {
      await loadIt(archive);
      target.put('app:1.0', 'another key');
    };
    await load(target);
    expect(said.at(-1)).to.equal('This Docker keeps images in another way than the one that saved them: app:1.0 will be built from what was loaded, which needs no network.');
    expect(existsSync(kind())).to.equal(true);
  });

  it('say so where Docker does not have what nobody could build without a network', async () => {
    await save();
    const target = new FakeDocker();
    const loadIt = target.load.bind(target);
    target.load = async (archive) => {
      await loadIt(archive);
      target.images.delete('busybox:1.37');
    };
    expect((await failure(load(target))).message).to.equal('the images are loaded, but this Docker does not have busybox:1.37 as it was saved');
  });
});
