import { expect } from 'chai';

import { refuseWrite } from '../../harness/lesson-process/effect.ts';

describe('the effect of a test', () => {
  it('lets a client pod of the harness come and go from `visits` on', () => {
    for (const effect of ['visits', 'disturbs', 'changes'] as const) {
      refuseWrite(effect, { verb: 'create', kind: 'Pod', name: 'client-1', own: true });
      refuseWrite(effect, { verb: 'delete', kind: 'Pod', name: 'client-1', own: true });
    }
    expect(() => { refuseWrite('reads', { verb: 'create', kind: 'Pod', name: 'client-1', own: true }); }).to.throw("may not create Pod/client-1: say effect 'visits'");
  });

  it('lets no other pod come or go with them', () => {
    expect(() => { refuseWrite('visits', { verb: 'create', kind: 'Pod', name: 'web' }); }).to.throw("say effect 'changes'");
    expect(() => { refuseWrite('visits', { verb: 'delete', kind: 'Pod', name: 'web' }); }).to.throw("say effect 'disturbs'");
  });
});
