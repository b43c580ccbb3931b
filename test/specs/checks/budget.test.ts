import { join } from 'node:path';
import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { expectation } from '../../../harness/expect/expectation.ts';
import { verbatim } from '../../../harness/text/language.ts';
import type { Given, Manifest } from '../../../harness/lesson/given.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { requireBudget } from '../../../specs/checks/budget.ts';

const ours = join(import.meta.dirname, '../../../manifests');

describe('the budget of lesson 05, as it is written', () => {
  const manifests = Manifests.load({ dir: ours, ours }, '05-ingress', ['04-mysql']);
  const budget = manifests.need('PodDisruptionBudget', 'koa-sample-ap', '05-ingress');
  const given = {
    manifest: (kind: string, name: string) => manifests.need(kind, name, '05-ingress'),
    expectField: (manifest: Manifest, field: string) => expectation({ hint: verbatim, manifestOf: (id) => manifests.named(id) }, manifest.get(field), { on: manifest, field }),
  } as unknown as Given;

  const verdict = (change: (manifest: Manifest) => Manifest): string => {
    try {
      requireBudget(given, change(budget), 2, 1);
      return 'right';
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      return error.failure.field ?? '';
    }
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
});
