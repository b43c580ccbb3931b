import { expect } from 'chai';
import { viewRollout } from '../../harness/plot/rollout-view.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';
import { verbatim } from '../../harness/text/language.ts';
import { exampleRecord, exampleReport } from './fixtures/rollout.ts';

const title = verbatim('1.0 → 2.0');
const language = 'en';

describe('the view of a rollout', () => {
  const view = viewRollout({ title, report: exampleReport(), record: exampleRecord(), language });

  it('has traffic, pods and what happened on one time axis that begins with the traffic', () => {
    expect(view).to.include({ end: 10 });
    expect(view.versions).to.deep.equal(['1.0', '2.0']);
    expect(view.phases).to.deep.equal([{ name: '1.0 → 2.0', from: 2 }, { name: '2.0', from: 8.5 }]);
    expect(view.wanted[0]).to.deep.equal({ version: '2.0', at: 2.1, replicas: 1 });
    expect(view.endpoints.map(({ row, listed }) => `${row} ${String(listed)}`)).to.deep.equal(['c true', 'a false', 'b false']);
  });

  it('shows the endpoints that visitors are sent to, not those that are listed as not ready', () => {
    const record = exampleRecord();
    const at = record.events[0]?.at ?? 0;
    const events: TimelineEvent[] = [
      { at: at + 1, object: 'Pod/ap-2-c', kind: 'markedUnready' }, ...record.events,
      { at: at + 4_000, object: 'Pod/ap-1-a', kind: 'unlisted' },
    ];
    expect(viewRollout({ title, report: exampleReport(), record: { ...record, events }, language }).endpoints).to.deep.equal(view.endpoints);
  });

  it('cuts the life of pods to the time of the traffic', () => {
    expect(view.pods[0]).to.deep.equal({ row: 'a', version: '1.0', state: 'ready', from: 0, to: 4.2 });
    expect(view.pods.find(({ row, state }) => row === 'b' && state === 'leaving')?.to).to.equal(10);
  });

  it('is that of the traffic alone where nothing was recorded', () => {
    expect(viewRollout({ title, report: exampleReport(), language })).to.deep.include({ pods: [], wanted: [], endpoints: [], versions: ['1.0', '2.0'] });
  });
});
