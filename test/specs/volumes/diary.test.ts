import { expect } from 'chai';
import { failureAbout } from '../../../harness/expect/blame.ts';
import { expectation } from '../../../harness/expect/expectation.ts';
import type { Given, Pod } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { Diary } from '../../../specs/volumes/diary.ts';
import { failureFrom } from '../../objects/fake-scope.ts';
import { podOf, written } from './pods.ts';

const context = { manifestOf: () => undefined };
const pod = podOf({ containers: [{ name: 'other' }, { name: 'writer', volumeMounts: [{ name: 'disk', mountPath: '/diary' }] }] });
const disk = written({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'diary-disk' }, spec: {} });
const given = {
  manifest: (kind: string) => (kind === 'Pod' ? pod : disk),
  expect: (actual: unknown, about: Parameters<Given['expect']>[1]) => expectation(context, actual, about),
} as unknown as Given;
const blame = { on: 'Pod/diary', field: 'spec' } as const;
const hint = verbatim('Keep it.');

/** A pod whose diary has this text, in the container that mounts it. */
function podWith(text: string): Pod {
  const when = async ({ state, fits }: { state: { en: string }; fits: (text: string) => boolean }): Promise<string> => {
    if (!fits(text)) throw failureAbout(context, blame, { expected: verbatim(state.en), observed: verbatim(text) });
    return await Promise.resolve(text);
  };
  return { container: (name: string) => ({ file: (path: string) => ({ when: name === 'writer' && path === '/diary/starts' ? when : undefined }) }) } as unknown as Pod;
}

describe('Diary', () => {
  it('holds each pod to what the one before has left', async () => {
    const diary = new Diary(given);
    await diary.begun(podWith('one\n'), blame);
    await diary.requireNext(podWith('one\ntwo\n'), hint);
    await diary.requireSame(podWith('one\ntwo\n'), blame);
    await diary.requireNext(podWith('one\ntwo\nthree\n'), hint);
  });

  it('fails as the volume does when lines are gone, or were not added', async () => {
    const diary = new Diary(given);
    await diary.begun(podWith('one\n'), blame);
    expect(await failureFrom(diary.requireNext(podWith('other\ntwo\n'), hint))).to.include({ object: 'PersistentVolume/diary-disk', field: 'spec', hint: 'Keep it.' });
    expect((await failureFrom(diary.requireNext(podWith('one\n'), hint))).expected).to.equal('2 lines');
  });

  it('blames a folder of a node that does not say of which', async () => {
    const onNode = written({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'diary-disk' }, spec: { hostPath: { path: '/data' } } });
    const diary = new Diary({ expect: (actual: unknown, about: Parameters<Given['expect']>[1]) => expectation(context, actual, about), manifest: (kind: string) => (kind === 'Pod' ? pod : onNode) } as unknown as Given);
    await diary.begun(podWith('one\n'), blame);
    expect(await failureFrom(diary.requireNext(podWith('other\ntwo\n'), hint))).to.include({ object: 'PersistentVolume/diary-disk', field: 'spec.nodeAffinity' });
  });

  it('blames a part of the volume that each pod may have for itself', async () => {
    const apart = podOf({ containers: [{ name: 'writer', volumeMounts: [{ name: 'disk', mountPath: '/diary', subPathExpr: '$(POD_UID)' }] }] });
    const diary = new Diary({ expect: (actual: unknown, about: Parameters<Given['expect']>[1]) => expectation(context, actual, about), manifest: (kind: string) => (kind === 'Pod' ? apart : disk) } as unknown as Given);
    await diary.begun(podWith('one\n'), blame);
    expect(await failureFrom(diary.requireNext(podWith('other\ntwo\n'), hint))).to.include({ object: 'Pod/p', field: 'spec.containers[writer].volumeMounts[0].subPathExpr' });
  });

  it('fails as what is to blame when it is not the same any more', async () => {
    const diary = new Diary(given);
    await diary.begun(podWith('one\n'), blame);
    expect(await failureFrom(diary.requireSame(podWith('one\ntwo\n'), blame))).to.include({ object: 'Pod/diary', field: 'spec' });
  });
});
