import { expect } from 'chai';
import { generalize } from '../../harness/handout/generalize.ts';
import { compare, holds } from '../../harness/handout/patterns.ts';

describe('the output that a page gets', () => {
  const where = { namespace: 'handout-k3x9qd-01', nodes: ['cndjp-control-plane', 'cndjp-worker'] };
  const of = (...lines: string[]): string[] => generalize(lines, [], where);

  it('has patterns for what varies, in columns under their headings', () => {
    expect(of(
      'NAME                     READY   STATUS    RESTARTS     AGE    IP            NODE',
      'hello-7d9c5b8f4-x2bqk    1/1     Running   1 (3s ago)   2m1s   10.244.1.7    cndjp-worker',
      'alone                    1/1     Running   0            5s     10.244.1.10   cndjp-control-plane',
    )).to.deep.equal([
      'NAME                  READY   STATUS    RESTARTS        AGE     IP     NODE',
      'hello-<hash>-<hash>   1/1     Running   1 (<age> ago)   <age>   <ip>   <node>',
      'alone                 1/1     Running   0               <age>   <ip>   <node>',
    ]);
  });

  it('takes amounts of CPU for what they are, and a namespace within a longer name', () => {
    expect(of('light   50m   <none>', 'x  5s', 'pod: "a_handout-k3x9qd-01(40a31594-2a10-43a9-8c64-aa984436e51a)"')).to.deep.equal(['light   50m   <none>', 'x  <age>', 'pod: "a_<namespace>(<uid>)"']);
  });

  it('keeps words, ports, and what is not of this run', () => {
    const lines = ['deployment.apps/two-files-logging-counter created', 'pod/koa-sample-db created', 'Listening on 0.0.0.0:8080 and 127.0.0.1', 'cndjp-workers', 'https://kube-https'];
    expect(of(...lines)).to.deep.equal(lines);
  });

  it('names the namespace, uids, times and single hashes', () => {
    expect(of('Namespace:  handout-k3x9qd-01', '  uid: 40a31594-2a10-43a9-8c64-aa984436e51a', '0: Thu Nov 26 13:27:31 UTC 2026', 'Start Time:  Thu, 26 Nov 2026 13:27:31 +0000', 'replicaset.apps/hello-7d9c5b8f4', 'x 2026-11-26T13:27:31Z')).to.deep.equal(
      ['Namespace:  <namespace>', '  uid: <uid>', '0: <time>', 'Start Time:  <time>', 'replicaset.apps/hello-<hash>', 'x <time>'],
    );
  });

  it('leaves lines as they were written where they still hold', () => {
    expect(generalize(['a: 17', 'b: 2', 'new'], ['a: <n>', '...', 'b: <n>'], where)).to.deep.equal(['a: <n>', 'b: <n>', 'new']);
  });

  it('holds for what it was made from', () => {
    const printed = ['NAME      ENDPOINTS         AGE', 'hello-x   10.244.1.7:8080   3s', '', 'Events:', '  Normal  Scheduled  3s  default-scheduler  Successfully assigned handout-k3x9qd-01/hello-7d9c5b8f4-x2bqk to cndjp-worker'];
    expect(holds(compare(generalize(printed, [], where), printed))).to.be.true;
  });
});
