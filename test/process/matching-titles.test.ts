import { expect } from 'chai';
import { matchingTitles } from '../../harness/process/matching-titles.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

describe('matchingTitles', () => {
  it('has the titles that a pattern fits anywhere', () => {
    expect([...matchingTitles(['02-logging dry run', '02-logging shows the first line', '02-logging shows all'], 'shows|^dry')]).to.deep.equal(['02-logging shows the first line', '02-logging shows all']);
  });

  it('gives up a pattern that would be compared for years, and says why', () => {
    const titles = ['a lesson with a title of ordinary length that says what is promised'];
    for (const pattern of ['(a+|[a-z ]+)+$!', '^(.|.)*\\d$', '(\\w*\\s*)*!']) {
      const startedAt = Date.now();
      expect(() => matchingTitles(titles, pattern, 200), pattern).to.throw(EnvironmentError, `the pattern ${pattern} has not been compared with the titles of a lesson within 0.2 s`).that.includes({ where: '--grep', code: 'endless-pattern' });
      expect(Date.now() - startedAt).to.be.below(20_000);
    }
  });
});
