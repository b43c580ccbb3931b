import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { imagesInside } from '../../../images/offline/node-image/inner-images.ts';

const root = join(import.meta.dirname, '..', '..', '..', 'images', 'offline', 'node-image', 'root');
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const names = imagesInside('v1.37.2').flatMap((image) => image.names);

describe('imagesInside', () => {
  for (const manifest of ['default-cni.yaml', 'default-storage.yaml']) {
    it(`has every image that ${manifest} names`, async () => {
      const text = await read(`kind/manifests/${manifest}`);
      expect(parseAllDocuments(text).flatMap((document) => document.errors)).to.deep.equal([]);
      const named = [...text.matchAll(/^\s*(?:image:|- )\s*(localhost\/\S+)$/gm)].map((match) => match[1]);
      expect(named).to.not.be.empty;
      expect(names).to.include.members(named);
    });
  }

  it('has the pause image of containerd’s configuration', async () => {
    const sandbox = /sandbox = "(.+)"/.exec(await read('etc/containerd/config.toml'))?.[1];
    expect(names).to.include(sandbox);
  });

  it('names each image once', () => {
    expect(new Set(names).size).to.equal(names.length);
  });
});

describe('the node’s entrypoint', () => {
  it('finds the settings that it adapts to the machine', async () => {
    const entrypoint = await read('usr/local/bin/entrypoint');
    const adapted = [...entrypoint.matchAll(/s\/(\S+ = \S+)\/\S+ = \S+\/' \/etc\/containerd\/config\.toml/g)].map((match) => match[1] ?? '');
    expect(adapted).to.have.length(2);
    const config = await read('etc/containerd/config.toml');
    for (const setting of adapted) expect(config).to.include(setting);
  });
});
