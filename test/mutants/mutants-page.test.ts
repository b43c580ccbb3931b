import { expect } from 'chai';
import { mutantsPage } from '../../harness/mutants/mutants-page.ts';
import { mutant, report } from './some-mutants.ts';

describe('the page of a run of mutants', () => {
  it('shows texts as texts, and what needs a look first', () => {
    const page = mutantsPage(report([mutant('a'), mutant('b', { status: 'survived', message: '', by: '', namesField: false })], { score: 0.5 }));
    expect(page).to.include('<h1 class="passed">Mutation score 50 %</h1>').and.to.include('expected &lt;a&gt;, observed b').and.to.include('Needs a look');
  });
});
