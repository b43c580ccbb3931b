import { expect } from 'chai';
import { decide, type Found } from '../../harness/cluster/decide.ts';
import { readNodes } from '../../harness/cluster/kind-nodes.ts';

const nodes = readNodes('1\tc-control-plane\tcontrol-plane\trunning\n2\tc-worker\tworker\trunning');
const state = { phase: 'created', config: 'c1', nodeImage: 'kindest/node:v1', nodeImageId: 'sha256:1' } as const;
const wanted = { state, fresh: false };
const up: Found = { nodes, state, recorded: true };

describe('decide', () => {
  it('makes a cluster where there is none, whatever an old state says', () => {
    expect(decide({ nodes: [], state, recorded: false }, wanted)).to.deep.equal({ do: 'create' });
  });
  it('takes the one that is up and the same', () => {
    expect(decide(up, wanted)).to.deep.equal({ do: 'reuse' });
  });
  it('takes the one whose node image was built again from the same', () => {
    const built = { ...up, state: { ...state, nodeImageId: 'sha256:0', nodeImageKey: 'k1' } };
    expect(decide(built, { state: { ...state, nodeImageKey: 'k1' }, fresh: false })).to.deep.equal({ do: 'reuse' });
    expect(decide(built, { state: { ...state, nodeImageKey: 'k2' }, fresh: false })).to.have.property('do', 'recreate');
    expect(decide(built, wanted)).to.have.property('do', 'recreate');
  });
  it('leaves somebody else’s alone, even when a fresh one is asked for', () => {
    expect(decide({ nodes, state: undefined, recorded: false }, { ...wanted, fresh: true }).do).to.equal('refuse');
  });
  const cases: [string, Found, Partial<typeof wanted>, string][] = [
    ['--fresh', up, { fresh: true }, 'a fresh one was asked for'],
    ['a lost working folder', { ...up, state: undefined }, {}, 'the working folder does not know it any more'],
    ['a run that was killed', { ...up, state: { ...state, phase: 'creating' } }, {}, 'an earlier run was interrupted while creating it'],
    ['another configuration', { ...up, state: { ...state, config: 'c0' } }, {}, 'kind-config.yaml or its ports have changed'],
    ['a node image built anew', { ...up, state: { ...state, nodeImageId: 'sha256:0' } }, {}, 'the node image kindest/node:v1 has changed'],
    ['another node image', { ...up, state: { ...state, nodeImage: 'kindest/node:v0' } }, {}, 'the node image is now kindest/node:v1 (it was kindest/node:v0)'],
    ['a node that was stopped', { ...up, nodes: readNodes('1\tc-control-plane\tcontrol-plane\trunning\n2\tc-worker\tworker\texited') }, {}, 'c-worker does not run'],
  ];
  for (const [title, found, change, because] of cases) {
    it(`makes it anew after ${title}, and says why`, () => {
      const decision = decide(found, { ...wanted, ...change });
      expect(decision).to.have.property('do', 'recreate');
      expect(decision).to.have.nested.property('because.en', because);
    });
  }

  it('says why in Japanese too', () => {
    const stopped = readNodes('1\tc-control-plane\tcontrol-plane\trunning\n2\tc-worker\tworker\texited');
    expect(decide({ ...up, nodes: stopped }, wanted)).to.have.nested.property('because.ja', 'c-worker が停止しています');
  });
});
