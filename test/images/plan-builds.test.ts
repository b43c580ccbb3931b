import { expect } from 'chai';
import { inOrderOfNeeds, type FoundRecipe } from '../../harness/images/discover-recipes.ts';
import { planBuilds } from '../../harness/images/plan-builds.ts';

function recipes(...list: [name: string, minutes: number, needs?: string[]][]): Map<string, FoundRecipe> {
  const found = list.map(([name, minutes, needs = []]): [string, FoundRecipe] => [
    name,
    { folder: `/recipes/${name}`, recipe: { name, makes: 'artifact', needs, inputs: [], parameters: {}, deadlineMs: minutes, build: () => Promise.resolve() } },
  ]);
  return inOrderOfNeeds(new Map(found));
}

describe('planBuilds', () => {
  const found = recipes(['node-image', 5, ['kubernetes', 'etcd']], ['etcd', 3], ['kubernetes', 20], ['busybox', 4], ['unused', 99]);

  it('starts with the recipe at the head of the longest way', () => {
    expect(planBuilds(found, ['busybox', 'node-image'], () => false).order).to.deep.equal(['kubernetes', 'etcd', 'node-image', 'busybox']);
  });

  it('leaves out what is there, and what only that needed', () => {
    const plan = planBuilds(found, ['node-image', 'busybox'], (name) => name === 'kubernetes');
    expect(plan.order).not.to.include('kubernetes');
    expect(plan.waitsFor.get('node-image')).to.deep.equal(['etcd']);
    expect(planBuilds(found, ['node-image'], (name) => name === 'node-image').order).to.deep.equal([]);
  });

  it('lets a recipe wait for one that it comes after, but never builds that one for its sake', () => {
    const traefik = { name: 'traefik', makes: 'artifact' as const, needs: [], after: ['kubernetes'], inputs: [], parameters: {}, deadlineMs: 7, build: () => Promise.resolve() };
    const all = inOrderOfNeeds(new Map([['traefik', { folder: '/recipes/traefik', recipe: traefik }], ...found]));
    expect(planBuilds(all, ['traefik', 'node-image'], () => false).waitsFor.get('traefik')).to.deep.equal(['kubernetes']);
    const alone = planBuilds(all, ['traefik'], () => false);
    expect([alone.order, alone.waitsFor.get('traefik')]).to.deep.equal([['traefik'], []]);
  });

  it('refuses an unknown need and a circle', () => {
    expect(() => recipes(['a', 1, ['b']])).to.throw('the recipe "a" needs "b", which does not exist');
    expect(() => recipes(['a', 1, ['b']], ['b', 1, ['a']])).to.throw('recipes need each other in a circle: a → b → a');
  });
});
