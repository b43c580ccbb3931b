import { expect } from 'chai';
import { shellInFront } from '../../harness/rollout/shell-in-front.ts';

describe('a shell in front of a program', () => {
  const field = (command: string[], args: string[] = []): string | undefined => shellInFront({ name: 'app', command, args });

  it('is named where it is written', () => {
    expect(field(['sh', '-c', 'echo starting; node app.mjs'])).to.equal('command');
    expect(field(['/bin/bash', '-ec'], ['node app.mjs'])).to.equal('args');
    expect(field([], ['sh', '-c', 'node app.mjs'])).to.equal('args');
  });

  it('does no harm where it gives way, handles signals, or is none', () => {
    for (const script of ['exec node app.mjs', 'echo starting; exec node app.mjs', "trap 'kill $!' TERM; node app.mjs & wait"]) expect(field(['sh', '-c', script]), script).to.equal(undefined);
    expect(field(['node', 'app.mjs'])).to.equal(undefined);
    expect(field([])).to.equal(undefined);
  });
});
