import { expect } from 'chai';
import { describeEvent, eventBefore, type TimelineEvent } from '../../harness/traffic/timeline.ts';

describe('the timeline of a rollout', () => {
  const terminating: TimelineEvent = { at: 1_000, object: 'Pod/a', kind: 'terminating' };
  const ready: TimelineEvent = { at: 4_000, object: 'Pod/b', kind: 'ready' };

  it('finds the last event before a moment, unless it is too long ago to matter', () => {
    expect(eventBefore([ready, terminating], 5_000)).to.equal(ready);
    expect(eventBefore([ready, terminating], 3_999)).to.equal(terminating);
    expect(eventBefore([ready, terminating], 999)).to.equal(undefined);
    expect(eventBefore([terminating], 11_001)).to.equal(undefined);
  });

  it('words an event in both languages, with its numbers', () => {
    expect(describeEvent(terminating)).to.deep.equal({ en: 'Pod/a began to terminate', ja: 'Pod/a が終了し始めた' });
    expect(describeEvent({ at: 0, object: 'ReplicaSet/ap-1', kind: 'scaled', replicas: 3, image: 'web:1' }).en).to.equal('ReplicaSet/ap-1 was scaled to 3');
    expect(describeEvent({ at: 0, object: 'Pod/a', kind: 'restarted', container: 'app', restarts: 2 })).to.deep.equal({
      en: 'Pod/a restarted its container app (restart 2)', ja: 'Pod/a のコンテナ app が再起動した(2 回目)',
    });
  });
});
