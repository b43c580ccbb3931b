import { expect } from 'chai';
import { readBenchOptions } from '../../harness/bench/bench-options.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

describe('the options of the bench', () => {
  it('are five pairs of ten seconds at 400 requests/s unless something else is said', () => {
    expect(readBenchOptions([], '/home')).to.deep.equal({ pairs: 5, rate: 400, seconds: 10, vegeta: true, report: '/home/report' });
    expect(readBenchOptions(['--pairs', '2', '--rate=50', '--no-vegeta', '--report', '/r'], '/home')).to.deep.include({ pairs: 2, rate: 50, vegeta: false, report: '/r' });
  });

  it('are refused in one line', () => {
    for (const args of [['--pairs', '0'], ['--rate', 'many'], ['--seconds', '1.5'], ['--what'], ['more']]) {
      expect(() => readBenchOptions(args), args.join(' ')).to.throw(EnvironmentError).with.property('message').that.does.not.include('\n');
    }
  });

  it('are explained by --help', () => {
    expect(readBenchOptions(['--help'])).to.have.property('help').that.includes('--pairs');
  });
});
