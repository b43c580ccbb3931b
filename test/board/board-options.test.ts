import { expect } from 'chai';
import { boardOptions, isOpen, namespaceFilter } from '../../harness/board/board-options.ts';

describe('the command line of the board', () => {
  const raw = { context: 'room', namespaces: 'learner-*', lessons: '01,02', port: 18_090, listen: '127.0.0.1' };

  it('names a context; what is not said is as in a room', () => {
    expect(boardOptions(raw, '/home/me')).to.deep.include({ context: 'room', namespaces: ['learner-*'], lessons: ['01-pods', '02-logging'], host: '127.0.0.1' });
    expect(boardOptions({ ...raw, export: 'today' }, '/home/me')).to.include({ export: '/home/me/today' });
    expect(() => boardOptions({ ...raw, context: undefined })).to.throw('--context is missing');
    expect(() => boardOptions({ ...raw, lessons: '99' })).to.throw('99');
  });

  it('finds namespaces by their names, and nothing else in them', () => {
    const isOurs = namespaceFilter(['learner-*', 'me']);
    expect(['learner-01', 'learner-', 'me', 'xlearner-01', 'men', 'kube-system'].filter(isOurs)).to.deep.equal(['learner-01', 'learner-', 'me']);
    expect(namespaceFilter(['a.c'])('abc')).to.be.false;
  });

  it('knows when others can read the page', () => {
    expect(['127.0.0.1', 'localhost', '::1'].some((host) => isOpen({ host }))).to.be.false;
    expect(['0.0.0.0', '192.168.1.5', '::'].every((host) => isOpen({ host }))).to.be.true;
  });
});
