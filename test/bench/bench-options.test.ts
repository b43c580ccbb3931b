import { expect } from 'chai';
import { benchLine, benchOptions, type BenchOptions } from '../../harness/bench/bench-options.ts';
import { readCommandLine } from '../../harness/cli/command-line.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

function read(...args: string[]): BenchOptions {
  const answer = readCommandLine(benchLine, args, 'en');
  if ('help' in answer) throw new Error('help was not asked for');
  return benchOptions(answer.options, '/home');
}

describe('the options of the bench', () => {
  it('are five pairs of ten seconds at 400 requests/s unless something else is said', () => {
    expect(read()).to.deep.equal({ pairs: 5, rate: 400, seconds: 10, vegeta: true, report: '/home/report' });
    expect(read('--pairs', '2', '--rate=50', '--no-vegeta', '--report', '/r')).to.deep.include({ pairs: 2, rate: 50, vegeta: false, report: '/r' });
  });

  it('are refused in one line', () => {
    for (const args of [['--pairs', '0'], ['--rate', 'many'], ['--seconds', '1.5'], ['--what'], ['more']]) {
      expect(() => read(...args), args.join(' ')).to.throw(EnvironmentError).with.property('message').that.does.not.include('\n');
    }
  });

  it('are explained by --help', () => {
    expect(readCommandLine(benchLine, ['--help'], 'en')).to.have.property('help').that.includes('--pairs');
  });
});
