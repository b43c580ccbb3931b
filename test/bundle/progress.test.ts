import { expect } from 'chai';
import { tellProgress } from '../../harness/bundle/progress.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('tellProgress', () => {
  it('says now and then how far it is', () => {
    const said: string[] = [];
    let now = 0;
    const progress = tellProgress(verbatim('Images'), 20e9, ({ en }) => said.push(en), () => now);
    for (let chunk = 0; chunk < 200; chunk += 1) {
      now += 1_000;
      progress(1e8);
    }
    expect(said.slice(0, 3)).to.deep.equal(['  Images: 500 MB of 20.0 GB', '  Images: 1.3 GB of 20.0 GB', '  Images: 2.5 GB of 20.0 GB']);
    expect(said.length, 'less and less often').to.equal(9);
  });

  it('says so too where nobody knows how much it will be', () => {
    const said: string[] = [];
    tellProgress(verbatim('Images'), undefined, ({ ja }) => said.push(ja), (() => { let now = 0; return () => (now += 6_000); })())(2e6);
    expect(said).to.deep.equal(['  Images: 2.0 MB']);
  });
});
