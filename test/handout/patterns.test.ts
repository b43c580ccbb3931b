import { expect } from 'chai';
import { compare, holds, keptIn, lineMatches } from '../../harness/handout/patterns.ts';

describe('what a page shows', () => {
  const matching: [shown: string, printed: string][] = [
    ['hello-<hash>-<hash>   1/1   Running   0   <age>', 'hello-7d9c5b8f4-x2bqk      1/1     Running   0          2m10s'],
    ['started at <time>', 'started at 2026-11-26T13:27:31Z'],
    ['0: <time>', '0: Thu Nov 26 13:27:31 UTC 2026'],
    ['Start Time:  <time>', 'Start Time:       Thu, 26 Nov 2026 13:27:31 +0000'],
    ['  uid: <uid>', '  uid: 40a31594-2a10-43a9-8c64-aa984436e51a'],
    ['IP: <ip>:<port>', 'IP: 10.244.0.7:8080'],
    ['<n> pods on <node> in <namespace>: <any>', '3 pods on cndjp-worker in me-01: whatever'],
    ['a  <none>', 'a   <none>'],
  ];
  for (const [shown, printed] of matching) {
    it(`holds for \`${printed}\`: \`${shown}\``, () => { expect(lineMatches(shown, printed)).to.be.true; });
  }

  const different: [shown: string, printed: string][] = [
    ['hello   1/1   Running   <n>   <age>', 'hello   1/1   Running   0   soon'],
    ['  key: a', 'key: a'],
    ['a b', 'a  b'],
    ['<uid>', 'x'],
    ['restarts: 0', 'restarts: 01'],
    ['a  <none>', 'a  b'],
  ];
  for (const [shown, printed] of different) {
    it(`does not hold for \`${printed}\`: \`${shown}\``, () => { expect(lineMatches(shown, printed)).to.be.false; });
  }

  it('keeps what stands where a word in capitals is shown', () => {
    expect(keptIn('<TOKEN>', 'ey.J-1')).to.deep.equal({ TOKEN: 'ey.J-1' });
    expect(keptIn('pod <POD>  on <node>', 'pod a  on worker')).to.deep.equal({ POD: 'a' });
    expect(keptIn('<TOKEN>', 'two words')).to.deep.equal({});
    expect(keptIn('a <none>', 'a <none>')).to.deep.equal({});
  });

  it('may leave out lines', () => {
    expect(holds(compare(['first', '...', 'last'], ['first', 'a', 'b', 'last']))).to.be.true;
    expect(holds(compare(['first', '...'], ['first']))).to.be.true;
    expect(holds(compare(['...', 'last'], ['first', 'other']))).to.be.false;
  });

  it('is compared line by line: what is missing, and what was printed instead', () => {
    expect(compare(['NAME   AGE', 'a   <age>', 'b   <age>', 'end'], ['NAME   AGE', 'a   3s', 'c   3s', 'end'])).to.deep.equal([
      { mark: ' ', line: 'NAME   AGE' }, { mark: ' ', line: 'a   <age>' }, { mark: '-', line: 'b   <age>' }, { mark: '+', line: 'c   3s' }, { mark: ' ', line: 'end' },
    ]);
    expect(holds(compare([], ['something']))).to.be.false;
    expect(holds(compare(['something'], []))).to.be.false;
  });
});
