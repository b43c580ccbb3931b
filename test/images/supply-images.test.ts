import { expect } from 'chai';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import type { ImageEntry } from '../../harness/images/image-list.ts';
import { supplyImages, type SuppliedImage } from '../../harness/images/supply-images.ts';
import { FakeStore } from './fake-store.ts';
import { artifactSource, imageSource, recipeFolder, type RecipeFolder } from './recipe-folder.ts';

const busybox: ImageEntry = { name: 'busybox:1.37', use: 'load', megabytes: 1, recipe: 'busybox' };
const node: ImageEntry = { name: 'kindest/node:v1', use: 'node', megabytes: 1, recipe: 'node-image' };
const app: ImageEntry = { name: 'app:1.0', use: 'load', megabytes: 1, recipe: 'app', ours: true };

describe('supplyImages', () => {
  let place: RecipeFolder;
  let said: string[];
  beforeEach(async () => {
    place = await recipeFolder();
    said = [];
    await place.write('program', artifactSource('program'));
    await place.write('busybox', imageSource('busybox', 'busybox:1.37', ['program']));
    await place.write('node-image', imageSource('node-image', 'own-node:v1', ['program']));
    await place.write('app', imageSource('app', 'app:1.0', ['busybox']));
  });
  afterEach(() => place.remove());

  const supply = (list: ImageEntry[], store: FakeStore, signal = new AbortController().signal): Promise<SuppliedImage[]> =>
    supplyImages(list, { signal, say: (line) => said.push(line.en), language: 'en', redraw: false, store, folders: place.folders, recipeFolders: [place.recipes] });

  it('takes what is there and asks no registry', async () => {
    const store = new FakeStore();
    store.put('busybox:1.37');
    const [image] = await supply([busybox], store);
    expect(image).to.include({ name: 'busybox:1.37', provenance: 'present', version: '1.37' });
    expect(store.asked).to.deep.equal([]);
  });

  it('takes what a bundle has brought under a name of its own, in place of a digest', async () => {
    const store = new FakeStore();
    const digest = 'a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5';
    store.put('cndjp2-bundle/kindest-node-a1ed56cfb0e7:v1');
    const [image] = await supply([{ ...node, name: `kindest/node:v1@sha256:${digest}` }], store);
    expect(image).to.include({ name: 'cndjp2-bundle/kindest-node-a1ed56cfb0e7:v1', provenance: 'present', version: 'v1' });
    expect(store.asked).to.deep.equal([]);
  });

  it('pulls what is missing', async () => {
    const store = new FakeStore(['busybox:1.37', 'kindest/node:v1']);
    const images = await supply([busybox, node], store);
    expect(images.map((image) => image.provenance)).to.deep.equal(['pulled', 'pulled']);
  });

  it('asks one question when no registry answers, and builds', async () => {
    const store = new FakeStore();
    const images = await supply([busybox, node], store);
    expect(store.asked).to.deep.equal(['busybox:1.37']);
    expect(said).to.include('No registry answers (no such host).');
    expect(images.map(({ name, provenance, version }) => ({ name, provenance, version }))).to.deep.equal([
      { name: 'busybox:1.37', provenance: 'built', version: '1.2.3' },
      { name: 'own-node:v1', provenance: 'built', version: '1.2.3' },
    ]);
  });

  it('says so and builds when only one image cannot be pulled', async () => {
    const store = new FakeStore(['kindest/node:v1']);
    const images = await supply([busybox, node], store);
    expect(images.map((image) => image.provenance)).to.deep.equal(['built', 'pulled']);
    expect(said).to.include('  busybox:1.37: could not be pulled from a registry: busybox:1.37 not found');
  });

  it('builds nothing the second time, and what it built stays built', async () => {
    const store = new FakeStore();
    await supply([busybox], store);
    said.length = 0;
    const [image] = await supply([busybox], store);
    expect(image?.provenance).to.equal('built');
    expect(said).to.deep.equal([]);
  });

  it('builds again when the recipe of a need has changed', async () => {
    const store = new FakeStore();
    await supply([busybox], store);
    await place.write('program', artifactSource('program', undefined, '/* changed */'));
    // Node keeps modules it has imported, so the key has to come from the file.
    await supply([busybox], store);
    expect(said.filter((line) => line.startsWith('  program: built in'))).to.have.length(2);
  });

  it('always builds what is ours, from the base that somebody else made', async () => {
    const store = new FakeStore(['busybox:1.37', 'app:1.0']);
    store.put('app:1.0');
    const images = await supply([busybox, app], store);
    expect(images.map((image) => image.provenance)).to.deep.equal(['pulled', 'built']);
    expect(store.asked).to.deep.equal(['busybox:1.37']);
    expect(said.join('\n')).not.to.include('program:');
  });

  it('refuses an image that no registry has and nothing builds', async () => {
    const failure = await supply([{ name: 'gone:1', use: 'load', megabytes: 1 }], new FakeStore([])).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(EnvironmentError);
    expect(failure).to.include({ where: 'image gone:1', message: 'it could not be downloaded or built: gone:1 not found' });
    expect((failure as EnvironmentError).texts.where.ja).to.equal('イメージ gone:1');
    expect((failure as EnvironmentError).texts.message.ja).to.equal('ダウンロードもビルドもできませんでした: gone:1 not found');
  });

  it('names the step, the last lines and the log of a build that fails', async () => {
    await place.write('program', artifactSource('program', 'echo the reason >&2; exit 3'));
    const failure = (await supply([busybox], new FakeStore()).catch((error: unknown) => error)) as EnvironmentError;
    expect(failure).to.be.instanceOf(EnvironmentError);
    expect(failure.where).to.equal('building program');
    expect(failure.message).to.match(/the step "running the script" failed: .*exit code 3:\nthe reason/);
    expect(failure.hint).to.match(/log is in .*program-.*\.log/);
  });

  it('ends a build and all that it started when interrupted, leaving nothing half done', async () => {
    await place.write('program', artifactSource('program', 'sleep 60 & echo $! > "$OUT/child"; wait'));
    const stop = new AbortController();
    const supplied = supply([busybox], new FakeStore(), stop.signal);
    setTimeout(() => { stop.abort(new Error('interrupted')); }, 300);
    const failure = await supplied.catch((error: unknown) => error);
    expect(failure).to.have.property('message', 'interrupted');
    const { readdir } = await import('node:fs/promises');
    expect(await readdir(place.folders.artifacts)).to.deep.equal([]);
    expect(await readdir(place.folders.scratch)).to.deep.equal([]);
  });
});
