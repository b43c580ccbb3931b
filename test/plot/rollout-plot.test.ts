import { expect } from 'chai';
import { rolloutPlot, widths } from '../../harness/plot/rollout-plot.ts';
import { summariseRollout } from '../../harness/plot/rollout-summary.ts';
import { viewRollout } from '../../harness/plot/rollout-view.ts';
import { exampleRecord, exampleReport } from './fixtures/rollout.ts';

const failedRed = '#dc2430';

describe('the plot of a rollout', () => {
  const view = viewRollout('1.0 → 2.0', exampleReport(), exampleRecord());

  it('shows versions, failures, latency, pods and phases', () => {
    const svg = rolloutPlot(view, widths.wide);
    for (const text of ['requests / s', 'latency, ms', 'p50', 'p99', 'pods', 'seconds', '2.0 wanted', 'leaving', '1.0 → 2.0']) expect(svg, text).to.include(text);
    expect(svg.split(`fill="${failedRed}"`).length - 1, 'red: the legend, one bar, its number').to.be.at.least(3);
    expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960"/);
    expect(svg).not.to.match(/<script|href=|NaN|undefined/);
  });

  it('fits a phone', () => {
    expect(rolloutPlot(view, widths.narrow)).to.match(/ width="344" /);
  });

  it('is drawn without pods where nothing was recorded, with the time axis below the latency', () => {
    const svg = rolloutPlot(viewRollout('x', exampleReport()), widths.wide);
    expect(svg).to.include('seconds').and.not.to.include('wanted');
  });

  it('lets no name become markup', () => {
    const svg = rolloutPlot({ ...view, title: '<script>x</script>', phases: [{ name: '<b>', from: 1 }], versions: ['<i>', '1.0'] }, widths.wide);
    expect(svg).not.to.match(/<script>|<b>|<i>/);
  });
});

describe('the summary of a rollout', () => {
  it('is one line with the course, the failures and the numbers', () => {
    const report = exampleReport();
    const record = exampleRecord();
    expect(summariseRollout(viewRollout('1.0 → 2.0', report, record), report, record)).to.equal(
      '1.0 → 2.0: ▁▁▁▁▄✘▅███ 2.0 in 10 s, 200 requests, 3 failed, p50 3.0 ms, p99 80 ms, 2 or more pods ready, 3 at most',
    );
  });

  it('stays short for a long run', () => {
    const report = exampleReport();
    const [second] = report.series;
    const view = { ...viewRollout('x', report), seconds: Array.from({ length: 95 }, () => second).filter((each) => each !== undefined) };
    expect(summariseRollout(view, report).split(' ')[1]).to.have.length(24);
  });
});
