import { expect } from 'chai';
import { ending } from '../../harness/process/end-signals.ts';
import { NpmTest } from './npm-test.ts';

describe('a run that hears signals which were hardly meant for it', function () {
  this.timeout(60_000);
  let npmTest: NpmTest;
  beforeEach(() => { npmTest = new NpmTest(); });
  afterEach(() => { npmTest.remove(); });

  it('ends at the first, cleaned up, however many come', async () => {
    let sent = false;
    const { code, output, results, stages } = await npmTest.run(['hanging'], { onOutput: (text, signal) => {
      if (sent || !text.includes('▸ lessons')) return;
      sent = true;
      for (const [n, name] of ending.entries()) setTimeout(() => { signal(name); }, 300 * n);
    } });
    expect(code, output).to.equal(130);
    expect(results?.exitCode).to.equal(130);
    expect(stages).to.include('swept');
    expect(npmTest.records()).to.deep.equal([]);
  });
});
