import { expect } from 'chai';
import { isAmongPaths } from '../../harness/values/among-paths.ts';

describe('a path among those that are named', () => {
  it('may end with slashes', () => {
    expect(['/var/log/pods', '/var/log/pods/', '/var/log/pods//', '/'].map((path) => isAmongPaths(path, ['/', '/var/log/pods']))).to.deep.equal([true, true, true, true]);
  });

  it('leads nowhere else', () => {
    expect(['/var/log', '/var/log/pods/x', '/var/log/pods/..', '/var/log/pods/../pods', '//var/log/pods', 'var/log/pods', '', undefined, ['/var/log/pods']].filter((path) => isAmongPaths(path, ['/var/log/pods']))).to.deep.equal([]);
  });
});
