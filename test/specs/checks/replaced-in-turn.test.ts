import { expect } from 'chai';
import type { Pod as PodObject } from '../../../harness/client/objects.ts';
import type { Given, Pod } from '../../../harness/lesson/given.ts';
import { asText } from '../../../harness/text/language.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { overlapOf } from '../../../specs/checks/replaced-in-turn.ts';

type State = 'waiting' | 'running' | 'terminated';

const pod = (name: string, state: State): PodObject => ({ metadata: { name, uid: name }, status: { containerStatuses: [{ name: 'app', state: { [state]: {} } }] } }) as unknown as PodObject;

describe('overlapOf', () => {
  /** Shows the pods of these moments one after the other; resolves with what failed. */
  const outcome = async (log: string[], ...moments: PodObject[][]): Promise<string> => {
    const lines = log.map((text) => ({ text }));
    const given = {
      until: ({ seen }: { seen: (pods: PodObject[]) => unknown }) => {
        const found = moments.map(seen).find((each) => each !== undefined);
        return found === undefined ? Promise.reject(new Error('not replaced yet')) : Promise.resolve(found);
      },
      pod: () => ({ now: () => Promise.resolve({ container: () => ({ lines: () => Promise.resolve(lines) }) }) }),
    } as unknown as Given;
    const of = new Manifest({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'db' } }, undefined, '');
    const replacement = { of, blame: { on: of }, inUse: /in use/ };
    return await overlapOf(given, { name: 'old', uid: 'old' } as unknown as Pod, replacement).then((text) => asText(text ?? 'in turn').en, (error: unknown) => (error as Error).message);
  };

  it('is content when the new pod starts after the old one has ended', async () => {
    expect(await outcome([], [pod('old', 'running')], [pod('old', 'terminated'), pod('new', 'running')])).to.equal('in turn');
    expect(await outcome([], [pod('new', 'running')])).to.equal('in turn');
  });

  it('waits while the new pod has not been started', async () => {
    expect(await outcome([], [pod('old', 'running'), pod('new', 'waiting')])).to.equal('not replaced yet');
  });

  it('says when both run, with what the new one says about its data', async () => {
    const both = [pod('old', 'running'), pod('new', 'terminated')];
    const expected = 'new was started while old was still running';
    expect(await outcome([], both)).to.equal(expected);
    expect(await outcome(['starting', 'the folder is in use'], both)).to.equal(`${expected}; its log says: the folder is in use`);
  });
});
