import { expect } from 'chai';
import { judge, judgeNeutral, unrun } from '../../harness/mutants/judge.ts';
import { byBehaviour, type Mutant } from '../../harness/mutants/mutant.ts';
import { positionsIn } from '../../harness/mutants/same-place.ts';
import { runError } from '../../harness/verdict/environment-error.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { Failure, LessonResult, TestResult } from '../../harness/verdict/results.ts';
import { verbatim } from '../../harness/text/language.ts';

const mutant: Mutant = {
  fullId: '02-logging/x', lesson: '02-logging', id: 'x', object: 'Pod/counter', changes: [{ do: 'remove', path: 'spec.containers[count].args' }],
  standsFor: 'args is forgotten', category: 'missing-field', source: 'listed', names: [],
};
const failure = flattened({ expected: verbatim('Ready'), observed: verbatim('CrashLoopBackOff'), object: 'Pod/counter', field: 'spec.containers[0].args', elapsedMs: 900, hint: verbatim('look') });
const passed = (title: string): TestResult => ({ title, status: 'passed', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 100 });
const failed = (title: string, more: Partial<Failure> = {}): TestResult => ({ title, status: 'failed', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 900, failure: { ...failure, ...more } });
const result = (...tests: TestResult[]): LessonResult => ({ name: '02-logging', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 5_000, tests });
const positions = positionsIn([new Map([['02-logging/pod.yaml', 'kind: Pod\nmetadata: { name: counter }\nspec: { containers: [{ name: count }, { name: count-log-1 }] }\n']])]);
const judged = (tests: TestResult[], more: Partial<Mutant> = {}) => judge({ ...mutant, ...more }, { result: result(...tests), errors: [] }, positions);

describe('judge', () => {
  it('tells who killed a mutant, when, and whether the failure names it', () => {
    expect(judged([passed('apply'), failed('shows')])).to.deep.include({
      id: '02-logging/x', status: 'killed', slow: false, by: 'shows', namesField: true, failedAfterMs: 1_000, durationMs: 5_000, field: 'spec.containers[count].args',
      message: 'Pod/counter spec.containers[0].args: expected Ready, observed CrashLoopBackOff',
    });
    expect(judged([failed('shows', { late: true })])).to.deep.include({ status: 'killed', slow: true });
  });

  it('tells what survived, what is equivalent, and what the API refused', () => {
    expect(judged([passed('apply')])).to.deep.include({ status: 'survived', by: '', message: '' });
    expect(judged([passed('apply')], { equivalent: 'nobody reads it' })).to.deep.include({ status: 'equivalent', reason: 'nobody reads it' });
    expect(judged([failed('apply', { refused: true })])).to.deep.include({ status: 'rejected' });
  });

  it('knows what was noticed by what is written alone, which behaviour has yet to show', () => {
    expect(judged([passed('dry run'), failed('shows')])).to.not.have.property('byWritten');
    expect(judged([passed('dry run'), { ...failed('is wired'), written: true }])).to.deep.include({ status: 'killed', byWritten: true });
    expect(judged([failed('dry run')])).to.deep.include({ status: 'killed', byWritten: true });
    expect(judged([failed('dry run', { refused: true })])).to.not.have.property('byWritten');
  });

  it('does not believe an equivalent that is killed', () => {
    expect(judged([failed('apply')], { equivalent: 'nobody reads it' })).to.deep.include({ status: 'killed', reason: 'it is called equivalent, and is not: nobody reads it' });
  });

  it('wants the failure for the right reason, from whichever test it comes', () => {
    const because = /cut at SIGTERM/;
    expect(judged([failed('static'), failed('traffic', { hint: 'connections are cut at SIGTERM' })], { because })).to.deep.include({ status: 'killed', by: 'traffic' });
    expect(judged([failed('static')], { because })).to.deep.include({ status: 'survived', by: 'static', reason: 'it failed for another reason than /cut at SIGTERM/' });
  });

  it('calls an error of the harness an error, whatever else failed', () => {
    expect(judge(mutant, { result: result(failed('apply')), errors: [runError('cluster', verbatim('is gone'), verbatim(''))] }, positions)).to.deep.include({ status: 'error', reason: 'cluster: is gone' });
    expect(judged([failed('shows', { unexpected: true, observed: 'TypeError: x' })])).to.deep.include({ status: 'error', reason: 'shows: TypeError: x' });
    expect(judged([{ title: 'traffic', status: 'invalid', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 1, reason: 'the driver lagged' }])).to.deep.include({ status: 'error', reason: 'traffic: invalid: the driver lagged' });
    expect(judged([{ title: 'apply', status: 'skipped', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 0, reason: 'no ingress' }])).to.deep.include({ status: 'error', reason: 'no test has run: no ingress' });
  });

  const names = (more: Partial<Failure>, changed: Partial<Mutant> = {}): boolean => judged([failed('shows', more)], changed).namesField;
  const without = (change: Partial<Failure>): Partial<Failure> => change;

  it('finds the field in the field, in the text, or in what the mutant allows instead', () => {
    expect(names({ field: 'spec.containers[0]' }), 'a part of the way').to.equal(true);
    expect(names({ field: 'spec.containers[1]' }), 'another container').to.equal(false);
    expect(names({ field: 'spec.containers[count]' }), 'by its name').to.equal(true);
    expect(names({ field: 'spec.containers[count-log-1].args' }, { changes: [{ do: 'remove', path: 'spec.containers[0].args' }] }), 'the key alone, in the text').to.equal(true);
    expect(names({ field: 'spec.containers[count].tty' }, { changes: [{ do: 'remove', path: 'spec.containers[count].name' }] }), 'a name on the way to another field').to.equal(false);
    expect(names({ field: 'spec.containers[count].tty' }, { names: ['containers[0]'] }), 'a place that the mutant allows').to.equal(true);
    expect(names({ field: 'spec' }), 'too little of the way').to.equal(false);
    expect(names({ field: 'spec', observed: 'no args' }), 'the key in the text').to.equal(true);
    expect(names({ field: 'spec', observed: 'no largs' }), 'a part of a word').to.equal(false);
    expect(names({ object: 'Deployment/x', field: 'spec.y' })).to.equal(false);
    expect(names({ field: "data['.dockerconfigjson']" }, { changes: [{ do: 'remove', path: 'stringData' }] }), 'what a Secret holds').to.equal(true);
    expect(names({ object: 'Deployment/x', observed: 'the stream of count is empty' }, { names: ['stream of count'] })).to.equal(true);
    expect(names(without({ field: 'spec.x', observed: 'configmap "varlogx" not found' }), { changes: [{ do: 'set', path: 'spec.volumes[0].name', to: 'varlogx' }] })).to.equal(true);
  });

  it('takes the field under its old and its new name, or at its old and new place', () => {
    expect(names({ field: 'spec.arg' }, { changes: [{ do: 'rename', path: 'spec.args', to: 'arg' }] }), 'the new name').to.equal(true);
    expect(names({ field: 'spec.tty' }, { changes: [{ do: 'move', path: 'spec.containers[count].tty', to: 'spec.tty' }] }), 'the new place').to.equal(true);
    expect(names({ field: 'spec.other' }, { changes: [{ do: 'leave out' }] }), 'the object is all that there is to name').to.equal(true);
  });

  it('tells an equivalent that was not run, with its reason', () => {
    expect(unrun({ ...mutant, equivalent: 'nobody reads it' })).to.deep.include({ id: '02-logging/x', status: 'equivalent', reason: 'nobody reads it', durationMs: 0, field: 'spec.containers[count].args' });
  });

  it('excuses by behaviour alone what only the text shows, and takes any failure for noticing', () => {
    const unseen = byBehaviour({ ...mutant, unseen: 'only a power cut shows it' });
    expect(unrun(unseen)).to.deep.include({ status: 'unseen', reason: 'only a power cut shows it' });
    expect(judged([passed('apply')], unseen)).to.deep.include({ status: 'unseen', reason: 'only a power cut shows it' });
    expect(judged([failed('apply')], unseen)).to.deep.include({ status: 'killed', reason: 'it is called unseen by behaviour, and is not: only a power cut shows it' });
    expect(judged([passed('apply')], { ...mutant, unseen: 'with the text it must be noticed' })).to.deep.include({ status: 'survived' });
    expect(byBehaviour({ ...mutant, equivalent: 'nobody reads it', unseen: 'x' })).to.not.have.property('excused');
    const control = { ...mutant, because: /no such words/ };
    expect(judged([failed('apply')], control)).to.deep.include({ status: 'survived' });
    expect(judged([failed('apply')], { ...byBehaviour(control) })).to.deep.include({ status: 'killed' });
  });

  it('judges by the tests of both levels, or by the promise alone', () => {
    const drain: TestResult = { ...failed('survives a drain'), level: 'production' };
    expect(judged([passed('apply'), drain])).to.deep.include({ status: 'killed', by: 'survives a drain', failedAfterMs: 1_000 });
    expect(judged([passed('apply'), drain], { level: 'promise' })).to.deep.include({ status: 'survived', by: '' });
    expect(judged([drain, failed('shows')], { level: 'promise' })).to.deep.include({ status: 'killed', by: 'shows', failedAfterMs: 1_800 });
    expect(judgeNeutral({ result: result(passed('apply'), drain), errors: [] })).to.deep.include({ status: 'failed', by: 'survives a drain' });
    expect(judgeNeutral({ result: result(passed('apply'), drain), errors: [] }, 'promise')).to.deep.equal({ status: 'passed' });
  });

  it('judges neutral changes', () => {
    expect(judgeNeutral({ result: result(passed('apply')), errors: [] })).to.deep.equal({ status: 'passed' });
    expect(judgeNeutral({ result: result(failed('apply')), errors: [] })).to.deep.include({ status: 'failed', by: 'apply' });
  });
});
