import { expect } from 'chai';
import { failedColour, versionColours } from '../../harness/plot/panels.ts';
import { rolloutPlot, widths } from '../../harness/plot/rollout-plot.ts';
import { summariseRollout } from '../../harness/plot/rollout-summary.ts';
import { viewRollout } from '../../harness/plot/rollout-view.ts';
import { style } from '../../harness/report/html/style.ts';
import { verbatim } from '../../harness/text/language.ts';
import { TrafficReport } from '../../harness/traffic/report.ts';
import { sample, storeOf } from '../traffic/fixtures/samples.ts';
import { exampleRecord, exampleReport, startedAt } from './fixtures/rollout.ts';

const title = verbatim('1.0 → 2.0');
/** Traffic of one or two versions, 20 requests a second, without failures. */
const reportOf = (versionAt: (i: number) => string, requests = 100): TrafficReport =>
  new TrafficReport(storeOf(Array.from({ length: requests }, (_, i) => sample({ dueMs: i * 50, version: versionAt(i), doneMs: i * 50 + 3 }))), { startedAt, maxSlipMs: 20 });

describe('the plot of a rollout', () => {
  const view = viewRollout({ title, report: exampleReport(), record: exampleRecord(), language: 'en' });

  it('shows versions, failures, latency, pods and phases', () => {
    const svg = rolloutPlot(view, widths.wide);
    for (const text of ['requests / s', 'latency, ms', 'p50', 'p99', 'pods', 'seconds', '2.0 wanted', 'terminating', '1.0 → 2.0']) expect(svg, text).to.include(text);
    expect(svg.split(`fill="${failedColour}"`).length - 1, 'red: the legend, one bar, its number').to.be.at.least(3);
    expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960"/);
    expect(svg).not.to.match(/<script|href=|NaN|undefined/);
  });

  it('is drawn in the language of the reader', () => {
    const svg = rolloutPlot(viewRollout({ title: { en: 'goes on', ja: '続行' }, report: exampleReport(), record: exampleRecord(), language: 'ja' }), widths.wide);
    for (const text of ['続行', 'リクエスト / 秒', 'レイテンシ(ms)', '2.0 希望数', '終了中', '失敗']) expect(svg, text).to.include(text);
    expect(svg).not.to.match(/failed|latency|wanted|goes on/);
  });

  it('draws a second in which the run ended as narrow as it was short, and no lower than the others', () => {
    const report = reportOf(() => '1.0', 105);
    const { seconds, end } = viewRollout({ title, report, language: 'en' });
    expect(end).to.be.closeTo(5.25, 1e-9);
    expect(seconds.at(-1)).to.deep.include({ second: 5, requests: 5, length: 0.25 });
    const bars = [...rolloutPlot(viewRollout({ title, report, language: 'en' }), widths.wide).matchAll(/<rect fill="#4078c8" height="([\d.]+)" width="([\d.]+)"/g)]
      .map(([, height, width]) => ({ height: Math.round(Number(height)), width: Number(width) }));
    expect(bars).to.have.length(6);
    expect(new Set(bars.map(({ height }) => height)).size, 'heights').to.equal(1);
    expect(bars.at(-1)?.width).to.be.lessThan((bars[0]?.width ?? 0) / 3);
  });

  it('fits a phone', () => {
    expect(rolloutPlot(view, widths.narrow)).to.match(/ width="344" /);
  });

  it('is drawn without pods where nothing was recorded, with the time axis below the latency', () => {
    const svg = rolloutPlot(viewRollout({ title, report: exampleReport(), language: 'en' }), widths.wide);
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
    expect(summariseRollout(title, report, record)).to.deep.equal({ en: 
      '1.0 → 2.0: ▁▁▁▁▄✘▅███ 2.0 in 10 s, 200 requests, 3 failed, p50 3.0 ms, p99 80 ms, 2 or more pods ready, 3 at most',
      ja: '1.0 → 2.0: ▁▁▁▁▄✘▅███ 2.0、10 秒、リクエスト 200 件、失敗 3 件、p50 3.0 ms、p99 80 ms、Ready の Pod は最少 2 個、Pod は最大 3 個',
    });
  });

  const summaryOf = (report: TrafficReport): string => summariseRollout(title, report).en;

  it('stays short for a long run', () => {
    expect(summaryOf(reportOf((i) => (i < 1_000 ? '1.0' : '2.0'), 1_900)).split(' ')[3]).to.have.length(24);
  });

  it('shows the share of the version that came last, also where most responses are of the other', () => {
    expect(summaryOf(reportOf((i) => (i >= 40 && i % 4 === 0 ? '2.0' : '1.0')))).to.include(': ▁▁▃▃▃ 2.0 in 5 s');
    expect(summaryOf(reportOf((i) => (i < 60 ? '2.0' : '1.0'))), 'a rollback').to.include(': ▁▁▁██ 1.0 in 5 s');
    expect(summaryOf(reportOf((i) => (i % 10 === 1 ? '1.0' : '1.10'))), 'both from the beginning').to.include(' 1.10 in 5 s');
  });

  it('has no course where nothing changes, and only the failures where one version answers', () => {
    expect(summaryOf(reportOf(() => '1.0'))).to.match(/^1\.0 → 2\.0: 5 s, 100 requests, 0 failed/);
    const failing = storeOf(Array.from({ length: 100 }, (_, i) => (i === 50 ? sample({ dueMs: i * 50, error: 'reset' }) : sample({ dueMs: i * 50, version: '1.0' }))));
    expect(summaryOf(new TrafficReport(failing, { startedAt, maxSlipMs: 20 }))).to.include(': ··✘·· 1.0 in 5 s');
  });
});

describe('the colours of plots', () => {
  /** Relative luminance as WCAG 2.2 defines it. */
  function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
      const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
      return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(one: string, other: string): number {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }
  const backgrounds = [...style.matchAll(/--(?:page|card): light-dark\((#\w{6}), (#\w{6})\)/g)].flatMap(([, light = '', dark = '']) => [light, dark]);

  it('stand out from the light and the dark page', () => {
    expect(contrast('#000000', '#ffffff')).to.be.closeTo(21, 1e-9);
    expect(backgrounds).to.have.length(4);
    for (const colour of [...versionColours, failedColour]) {
      for (const background of backgrounds) expect(contrast(colour, background), `${colour} on ${background}`).to.be.at.least(3);
    }
  });
});
