import { expect } from 'chai';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentKeys } from '../../harness/images/content-key.ts';
import { inOrderOfNeeds, type FoundRecipe } from '../../harness/images/discover-recipes.ts';
import { recipeFolder, type RecipeFolder } from './recipe-folder.ts';

describe('contentKeys', () => {
  let place: RecipeFolder;
  beforeEach(async () => {
    place = await recipeFolder();
    await place.write('base', 'base', { 'main.go': 'package main' });
    await place.write('top', 'top');
  });
  afterEach(() => place.remove());

  const keys = (parameters: Record<string, string> = { version: '1' }, foreign = new Map<string, string>()): Promise<Map<string, string>> => {
    const recipe = (name: string, needs: string[], inputs: string[]): [string, FoundRecipe] => [
      name,
      { folder: join(place.recipes, name), recipe: { name, makes: 'artifact', needs, inputs, parameters, deadlineMs: 1, build: () => Promise.resolve() } },
    ];
    return contentKeys(inOrderOfNeeds(new Map([recipe('base', [], ['main.go']), recipe('top', ['base'], [])])), foreign);
  };

  it('is the same for the same content', async () => {
    expect(await keys()).to.deep.equal(await keys());
  });

  it('changes with an input, also for those who need the recipe', async () => {
    const before = await keys();
    await writeFile(join(place.recipes, 'base', 'main.go'), 'package other');
    const after = await keys();
    expect(after.get('base')).not.to.equal(before.get('base'));
    expect(after.get('top')).not.to.equal(before.get('top'));
  });

  it('changes with the recipe itself and with a parameter', async () => {
    const before = await keys();
    expect((await keys({ version: '2' })).get('top')).not.to.equal(before.get('top'));
    await writeFile(join(place.recipes, 'top', 'recipe.ts'), 'top, changed');
    const after = await keys();
    expect(after.get('top')).not.to.equal(before.get('top'));
    expect(after.get('base')).to.equal(before.get('base'));
  });

  it('reads a folder among the inputs file by file', async () => {
    const found = new Map([['base', { folder: join(place.recipes, 'base'), recipe: { name: 'base', makes: 'artifact' as const, needs: [], inputs: ['src'], parameters: {}, deadlineMs: 1, build: () => Promise.resolve() } }]]);
    await mkdir(join(place.recipes, 'base', 'src'));
    await writeFile(join(place.recipes, 'base', 'src', 'a'), '1');
    const before = await contentKeys(found, new Map());
    await writeFile(join(place.recipes, 'base', 'src', 'b'), '');
    expect(await contentKeys(found, new Map())).not.to.deep.equal(before);
  });

  it('takes the id of an image that somebody else made in place of a recipe', async () => {
    const built = await keys();
    const pulled = await keys(undefined, new Map([['base', 'sha256:1']]));
    expect(pulled.get('base')).to.equal('sha256:1');
    expect(pulled.get('top')).not.to.equal(built.get('top'));
  });
});
