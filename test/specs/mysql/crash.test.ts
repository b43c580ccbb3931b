import { expect } from 'chai';
import { killable } from '../../../specs/mysql/crash.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const pod = 'spec.template.spec';
const ours = () => given().manifest('Deployment', 'koa-sample-db');

describe('a database that can be killed from inside', () => {
  const capabilities = (securityContext: object, ofPod: object = {}): unknown =>
    killable(ours().with(`${pod}.containers[mysql].securityContext`, securityContext).with(`${pod}.securityContext`, ofPod)).get(`${pod}.containers[mysql].securityContext.capabilities`);

  it('lets the containers of its pod see each other', () => {
    expect(killable(ours()).get(`${pod}.shareProcessNamespace`)).to.equal(true);
    expect(killable(ours()).get(`${pod}.containers[mysql].securityContext`)).to.equal(undefined);
  });

  it('gives root the capability to signal others back where it was dropped', () => {
    expect(capabilities({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })).to.deep.equal({ drop: ['ALL'], add: ['CHOWN', 'KILL'] });
    expect(capabilities({ capabilities: { drop: ['KILL', 'MKNOD'] } })).to.deep.equal({ drop: ['MKNOD'], add: ['KILL'] });
  });

  it('leaves a server alone whose own user may kill it, and one that has the capability', () => {
    expect(capabilities({ runAsUser: 999, capabilities: { drop: ['ALL'] } })).to.deep.equal({ drop: ['ALL'] });
    expect(capabilities({ capabilities: { drop: ['ALL'] } }, { runAsUser: 999 })).to.deep.equal({ drop: ['ALL'] });
    expect(capabilities({ capabilities: { drop: ['ALL'], add: ['KILL'] } })).to.deep.equal({ drop: ['ALL'], add: ['KILL'] });
    expect(capabilities({ capabilities: { drop: ['MKNOD'] } })).to.deep.equal({ drop: ['MKNOD'] });
  });
});
