import { expect } from 'chai';
import { expectedRatios } from '../../../specs/resources/pod-weights.ts';

const pods = [{ name: 'light', node: 'n', uid: 'u-1' }, { name: 'heavy', node: 'n', uid: 'u-2' }] as never;
const givenWith = (onOwnCluster: boolean, weights: Record<string, string>): never => ({
  onOwnCluster, node: () => ({ run: (command: string[]) => Promise.resolve({ stdout: weights[command.at(-1) ?? ''] ?? '', stderr: '', exitCode: 0 }) }),
} as never);

describe('how much more CPU a pod gets', () => {
  it('is read from the control groups of the pods on a node of ours', async () => {
    expect(await expectedRatios(givenWith(true, { 'u-1': '11\n', 'u-2': '22\n' }), pods, [0.05, 0.15], 2)).to.deep.equal([2]);
  });

  it('follows from their requests elsewhere', async () => {
    expect(await expectedRatios(givenWith(false, {}), pods, [0.05, 0.15], 1)).to.deep.equal([3]);
  });

  it('says when the control groups are not there', async () => {
    const error = await expectedRatios(givenWith(true, {}), pods, [1, 3], 1).then(() => undefined, (reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'the control groups of light and heavy are not where they are expected');
  });
});
