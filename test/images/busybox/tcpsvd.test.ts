import { expect } from 'chai';
import { askedOfBusybox } from './asked-of-busybox.ts';

describe('the tcpsvd of the busybox image', () => {
  const run = (...args: string[]): string => askedOfBusybox('tcpsvd', args);

  it('has nc start the program for each connection', () => {
    expect(run('0.0.0.0', '8001', 'httpd', '-i', '-h', '/www')).to.equal('nc|-ll|-p|8001|-e|httpd|-i|-h|/www|');
    for (const args of [['-v', '0', '21', 'cat'], ['-hEv', '-c', '30', '-C', '10', '-b5', '-l', 'me', '::', '21', 'cat']]) expect(run(...args), args.join(' ')).to.equal('nc|-ll|-p|21|-e|cat|');
  });

  it('refuses what nc cannot do, or not without more', () => {
    for (const args of [['127.0.0.1', '8001', 'cat'], ['-u', 'nobody', '0', '21', 'cat'], ['0', '21'], []]) expect(run(...args), args.join(' ')).to.equal('exit code 1');
  });
});
