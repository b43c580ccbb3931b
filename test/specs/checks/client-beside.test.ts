import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { clientBeside } from '../../../specs/checks/client-beside.ts';

describe('a client that asks nodes', () => {
  const made = async (verifies: boolean): Promise<unknown> => {
    const at = (place: string): object => ({ client: (options: object) => ({ place, ...options }) });
    return await clientBeside({ verifies, ...at('own'), namespace: (name: string) => Promise.resolve(at(name)) } as unknown as Given);
  };

  it('is in a namespace of controls, where no policy of the folder counts, and in the own one where there is no other', async () => {
    expect(await made(false)).to.deep.equal({ place: 'control', keepPod: true });
    expect(await made(true)).to.deep.equal({ place: 'own', keepPod: true });
  });
});
