import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../../harness/manifests/load.ts';
import type { Volume } from '../../../harness/client/objects.ts';
import { failureAbout } from '../../../harness/expect/blame.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { failureFrom } from '../../objects/fake-scope.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { claimProblems } from '../../../harness/wait/claim-problems.ts';
import { asks, beyondAll, demands, offers, requireWaits, tooSmall } from '../../../specs/volumes/binding.ts';

describe('what the claims of the lesson demand', () => {
  const ours = loadLesson(join(checkout, 'manifests'), '03-volumes');
  const find = (kind: string, name: string) => {
    const found = ours.find((each) => each.kind === kind && each.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name}`);
    return found;
  };
  const volumes = ours.filter(({ kind }) => kind === 'PersistentVolume').map((each) => each.object as Volume);

  for (const demand of demands) {
    it(`${demand.claim} leads to ${demand.volume}, and to none when it asks for more`, () => {
      const claim = find('PersistentVolumeClaim', demand.claim);
      find('PersistentVolume', demand.volume);
      const other = beyondAll(claim, demand);
      expect(other.name).to.equal(`${demand.claim}-beyond`);
      const [problem] = claimProblems(other.object, { claims: [], volumes, classes: [] });
      expect(problem?.field).to.equal(demand.field);
      // Most volumes are bound by then.
      const [small] = claimProblems(beyondAll(claim.with('spec.resources.requests.storage', '4Gi'), demand).object, { claims: [], volumes: volumes.filter(({ metadata }) => metadata?.name === tooSmall), classes: [] });
      expect(small?.field).to.equal(demand.field);
    });
  }

  it('are told in the words of their fields', () => {
    expect(asks(find('PersistentVolumeClaim', 'by-label'))).to.equal('storage 500Mi, accessModes ["ReadWriteOnce"], storageClassName manual, selector {"matchLabels":{"speed":"fast"}}');
    expect(asks(find('PersistentVolumeClaim', 'by-name'))).to.contain('volumeName disk-4');
    expect(offers(find('PersistentVolume', 'disk-3-fast'))).to.equal('storage 3Gi, accessModes ["ReadWriteOnce"], storageClassName manual, labels {"speed":"fast"}');
    expect(offers(find('PersistentVolume', tooSmall))).to.contain('storage 1Gi');
  });

  it('makes no claim wait that a volume names, and that volume is told', async () => {
    const blame = { on: 'PersistentVolumeClaim/diary', field: 'spec.storageClassName', hint: verbatim('') } as const;
    const told = async (reserved: boolean) => {
      const objects = ours.map((each) => (reserved && each.id === 'PersistentVolume/diary-disk' ? each.with('spec.claimRef', { name: 'diary', namespace: 'volumes' }) : each));
      const context = { manifestOf: () => undefined };
      const given = {
        event: async () => { await Promise.resolve(); throw failureAbout(context, blame, { expected: verbatim('an event'), observed: verbatim('none') }); },
        fail: (about: Parameters<Given['fail']>[0]) => { throw failureAbout(context, about, about); },
        manifests: { find: (kind: string, name: string) => objects.find((each) => each.kind === kind && each.name === name), all: (kind: string) => objects.filter((each) => each.kind === kind) },
      } as unknown as Given;
      const { object, field, hint } = await failureFrom(requireWaits(given, 'diary', blame));
      return [object, field, hint.includes('claimRef')];
    };
    expect(await told(true)).to.deep.equal(['PersistentVolume/diary-disk', 'spec.claimRef', true]);
    expect(await told(false)).to.deep.equal(['PersistentVolumeClaim/diary', 'spec.storageClassName', false]);
  });
});
