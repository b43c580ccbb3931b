import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { requireBudget } from '../../../specs/checks/budget.ts';
import { failing } from './fixtures/lesson-05.ts';

describe('the budget of lesson 05, as it is written', () => {
  const verdict = (change: (manifest: Manifest) => Manifest): string => {
    const failure = failing((lesson) => { requireBudget(lesson, lesson.manifest('PodDisruptionBudget', 'koa-sample-ap'), 2, 1); }, 'PodDisruptionBudget/koa-sample-ap', change);
    return failure === undefined ? 'right' : (failure.field ?? '');
  };

  it('is right in our own manifests, and in other words', () => {
    expect(verdict((manifest) => manifest)).to.equal('right');
    expect(verdict((manifest) => manifest.with('spec.minAvailable', '50%'))).to.equal('right');
    expect(verdict((manifest) => manifest.without('spec.minAvailable').with('spec.maxUnavailable', 1))).to.equal('right');
    expect(verdict((manifest) => manifest.with('spec.selector', { matchExpressions: [] }))).to.equal('right');
  });

  it('names the field that makes it too strict, too lax or another one\'s', () => {
    expect(verdict((manifest) => manifest.with('spec.minAvailable', 2))).to.equal('spec.minAvailable');
    expect(verdict((manifest) => manifest.with('spec.minAvailable', 0))).to.equal('spec.minAvailable');
    expect(verdict((manifest) => manifest.without('spec.minAvailable').with('spec.maxUnavailable', '100%'))).to.equal('spec.maxUnavailable');
    expect(verdict((manifest) => manifest.without('spec.minAvailable'))).to.equal('spec');
    expect(verdict((manifest) => manifest.with('spec.selector.matchLabels.app', 'koa'))).to.equal('spec.selector');
    expect(verdict((manifest) => manifest.with('spec.selector', {}))).to.equal('spec.selector');
  });

  it('says in both languages what to write', () => {
    const failure = failing((lesson) => { requireBudget(lesson, lesson.manifest('PodDisruptionBudget', 'koa-sample-ap'), 2, 1); }, 'PodDisruptionBudget/koa-sample-ap', (manifest) => manifest.with('spec.minAvailable', 2));
    expect(failure).to.include({ expected: 'a number that lets 1 of 2 pods be evicted', observed: '2' });
    expect(failure?.hint).to.contain('minAvailable 1');
    expect(failure?.ja).to.include({ expected: '2 個の Pod のうち 1 個を退避できる値', observed: '2' });
  });
});
