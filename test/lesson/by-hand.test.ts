import { expect } from 'chai';
import { Test } from 'mocha';
import { NotDone } from '../../harness/acts/acts.ts';
import { ApiError } from '../../harness/client/api-error.ts';
import { ByHand } from '../../harness/lesson/by-hand.ts';
import { Unjudged } from '../../harness/lesson/unjudged.ts';
import { annotationsOf, type TestAnnotations } from '../../harness/lesson-process/annotations.ts';
import type { Verify } from '../../harness/lesson-process/run-context.ts';
import { verbatim } from '../../harness/text/language.ts';

let tests = 0;
function testWith(annotations: TestAnnotations): Mocha.Test {
  const test = new Test(`test ${tests += 1}`);
  Object.assign(annotationsOf(test), annotations);
  return test;
}

describe('ByHand', () => {
  const on = (verify: Partial<Verify> | undefined, unjudged = new Unjudged()): ByHand => new ByHand({
    manifests: { dir: '', ours: '', applied: { namespace: 'me', objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'diary' } }] } },
    ...(verify === undefined ? {} : { verify: { namespace: 'me', unseen: [], most: 'visits', ...verify } }),
  }, unjudged, (id) => (id === 'Pod/journal' ? 'Pod/diary' : id));
  const reasonOn = (verify: Partial<Verify> | undefined, test: TestAnnotations): string | undefined => on(verify).leftOut(testWith(test))?.reason.en;

  it('leaves out nothing where the run applies everything itself', () => {
    expect(reasonOn(undefined, { effect: 'changes', before: 'Pod/diary' })).to.equal(undefined);
    expect(on(undefined).givenUp(testWith({}), new NotDone('kubectl apply'))).to.equal(undefined);
  });

  it('leaves out what does more than was agreed to', () => {
    expect(reasonOn({}, { effect: 'visits' })).to.equal(undefined);
    expect(reasonOn({ most: 'reads' }, { effect: 'visits' })).to.match(/it sends requests/);
    expect(reasonOn({}, { effect: 'disturbs' })).to.match(/with --yes/);
    expect(reasonOn({ most: 'disturbs' }, { effect: 'disturbs' })).to.equal(undefined);
    expect(reasonOn({ most: 'changes' }, { effect: 'changes' })).to.match(/it changes what is applied/);
    expect(reasonOn({ most: 'changes' }, { effect: 'changes', byHand: true })).to.equal(undefined);
  });

  it('asks a learner who is waited for, whatever the suite itself may do', () => {
    expect(reasonOn({ waitMs: 1 }, { effect: 'changes', byHand: true })).to.equal(undefined);
    expect(reasonOn({ waitMs: 1 }, { effect: 'disturbs', byHand: true })).to.equal(undefined);
    expect(reasonOn({ waitMs: 1 }, { effect: 'changes' })).to.match(/it changes what is applied/);
  });

  it('leaves out what judges what another has not seen, and what has passed', () => {
    const byHand = on({});
    const [title, ja] = ['records', '記録する'];
    byHand.leftOut(testWith({ effect: 'changes', title: { en: title, ja } }));
    expect(byHand.leftOut(testWith({ effect: 'reads', seenBy: { en: title, ja } }))).to.deep.include({ because: 'learner' }).and.have.nested.property('reason.en').that.includes('`records`');
    expect(byHand.leftOut(testWith({ effect: 'reads', seenBy: verbatim('another') }))).to.equal(undefined);
    expect(byHand.leftOut(testWith({ effect: 'reads', before: 'Pod/diary' }))?.reason.en).to.match(/before Pod\/diary is applied/);
    expect(byHand.leftOut(testWith({ effect: 'reads', before: 'Pod/journal' }))?.reason.en, 'by the name that the learner has given it').to.match(/before Pod\/diary is applied/);
    expect(byHand.leftOut(testWith({ effect: 'reads', before: 'Pod/other' }))).to.equal(undefined);
  });

  it('has the learner act where they are waited for, else the suite, and neither where it need not be done by hand', () => {
    expect(on({ waitMs: 1 }).actorOf({ effect: 'changes', byHand: true })).to.equal('learner');
    expect(on({}).actorOf({ effect: 'changes', byHand: true })).to.equal('suite');
    expect(on({}).actorOf({ effect: 'disturbs', byHand: true })).to.equal(undefined);
    expect(on({ waitMs: 1 }).actorOf({ effect: 'changes' })).to.equal(undefined);
    expect(on(undefined).actorOf({ effect: 'changes', byHand: true })).to.equal(undefined);
  });

  it('gives up what was not done, and what stands on that', () => {
    const unjudged = new Unjudged();
    const byHand = on({ waitMs: 1 }, unjudged);
    const test = testWith({ effect: 'changes', part: 'kept' });
    expect(byHand.givenUp(test, new NotDone('kubectl delete pod a'))).to.deep.include({ because: 'learner' }).and.have.nested.property('reason.en').that.includes('kubectl delete pod a');
    expect(unjudged.ruleFor({ part: 'kept' })?.reason.en).to.include(test.title);
    expect(unjudged.ruleFor({ part: 'another' })).to.equal(undefined);
    expect(byHand.leftOut(testWith({ effect: 'reads', seenBy: verbatim(test.title) }))?.because).to.equal('learner');
  });

  it('gives up what may not be asked, and nothing that has failed by itself', () => {
    const refused = new ApiError('GET pods', 403, { message: 'pods "a" is forbidden: User "jane" cannot get resource "pods/log" in API group "" in the namespace "n"' });
    expect(on({}).givenUp(testWith({}), refused)).to.deep.include({ because: 'here' }).and.have.nested.property('reason.en').that.includes('pods/log');
    expect(on({}).givenUp(testWith({}), new Error('it failed'))).to.equal(undefined);
  });
});
