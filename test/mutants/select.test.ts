import { expect } from 'chai';
import { readMutantsOptions } from '../../harness/cli/mutants-options.ts';
import type { MutantsOptions } from '../../harness/mutants/mutants-options.ts';
import type { Mutant } from '../../harness/mutants/mutant.ts';
import { selectMutants } from '../../harness/mutants/select.ts';

const seconds: Record<string, number> = { '02': 17, '04': 45, '06': 76, '07': 77 };
const mutants = Object.keys(seconds).flatMap((lesson) => ['a', 'b'].map((id): Mutant => ({
  fullId: `${lesson}/${id}`, lesson, id, object: 'Pod/x', changes: [], standsFor: '', category: id === 'a' ? 'probe' : 'port', source: 'listed', names: [],
  ...(lesson === '04' && id === 'b' ? { equivalent: 'nobody sees it' } : {}),
})));

describe('selectMutants', () => {
  const select = (...args: string[]) => selectLeft(undefined, ...args);
  const selectLeft = (isLeft: ((id: string) => boolean) | undefined, ...args: string[]) => {
    const options = readMutantsOptions(args, new Date('2026-11-23T01:00:00Z'), {}, '/');
    const { toRun, equivalent } = selectMutants(mutants, options as MutantsOptions, ['probe', 'port'], { secondsOf: (lesson) => seconds[lesson] ?? 0, ...(isLeft === undefined ? {} : { isLeft }) });
    return { toRun: toRun.map(({ fullId }) => fullId), equivalent: equivalent.map(({ fullId }) => fullId) };
  };

  it('lets lessons take turns, a long one after a short one, and only reports what nobody can see', () => {
    expect(select()).to.deep.equal({ toRun: ['02/a', '06/a', '04/a', '07/a', '02/b', '06/b', '07/b'], equivalent: ['04/b'] });
  });

  it('runs an equivalent that is asked for', () => {
    expect(select('--equivalent')).to.deep.equal({ toRun: ['04/b'], equivalent: [] });
    expect(select('--id', '04/b')).to.deep.equal({ toRun: ['04/b'], equivalent: [] });
  });

  it('chooses by category, id with or without lesson, sample and shard', () => {
    expect(select('--category', 'port').toRun).to.have.members(['02/b', '06/b', '07/b']);
    expect(select('--id', 'a', '--category', 'probe').toRun).to.have.length(4);
    expect(select('--sample', '5')).to.deep.include({ equivalent: [] });
    expect(select('--sample', '5').toRun).to.have.length(5);
    expect([...select('--shard', '1/2').toRun, ...select('--shard', '2/2').toRun]).to.have.members(select().toRun);
  });

  it('goes on with what the same command would run, without what an earlier run has told', () => {
    const isLeft = (id: string): boolean => !['02/a', '06/a', '06/b', '07/b'].includes(id);
    expect(selectLeft(isLeft)).to.deep.equal({ toRun: select().toRun.filter(isLeft), equivalent: ['04/b'] });
    for (const args of [['--sample', '5'], ['--shard', '1/2'], ['--category', 'port']]) expect(selectLeft(isLeft, ...args).toRun, args.join(' ')).to.deep.equal(select(...args).toRun.filter(isLeft));
    expect(() => selectLeft(isLeft, '--id', '02/a')).to.throw('nothing is left to run');
  });

  it('says when nothing fits', () => {
    expect(() => select('--id', '02/a', '--category', 'port')).to.throw('nothing fits what was asked for');
  });

  it('takes the date as its seed', () => {
    expect(readMutantsOptions([], new Date('2026-11-23T23:59:00Z'), {}, '/')).to.deep.include({ seed: '2026-11-23', jobs: 2 });
  });
});
