import { expect } from 'chai';
import { askedOfBusybox } from './asked-of-busybox.ts';

/** What it has Debian's busybox do, which understands `-l`, `-ll`, `-p`, `-w`, `-i` and `-e` only. */
describe('the nc of the busybox image', () => {
  const run = (...args: string[]): string => askedOfBusybox('nc', args);

  it('only connects with -z, wherever that and other options stand', () => {
    expect(run('-z', 'db', '3306')).to.equal('nc|db|3306|-e|true|');
    for (const args of [['-zv', '-w', '2', 'db', '3306'], ['-w2', '-vz', '-n', 'db', '3306'], ['db', '3306', '-z', '-w', '2'], ['db', '-zw2', '3306']]) {
      expect(run(...args), args.join(' ')).to.equal('nc|db|3306|-w|2|-e|true|');
    }
  });

  it('connects as busybox does otherwise, and has a program speak', () => {
    expect(run('db', '3306')).to.equal('nc|db|3306|');
    expect(run('-v', '-w', '1', '-i', '2', 'db', '3306')).to.equal('nc|db|3306|-w|1|-i|2|');
    expect(run('db', '3306', '-e', 'cat', '-z', 'a b')).to.equal('nc|db|3306|-e|cat|-z|a b|');
  });

  it('listens for one client, or for one after the other with -k', () => {
    expect(run('-l', '-p', '8080')).to.equal('nc|-l|-p|8080|');
    expect(run('-lk', '-p', '8080', '-e', 'sh', '-c', 'date')).to.equal('nc|-ll|-p|8080|-e|sh|-c|date|');
    expect(run('-l', '8080')).to.equal('nc|-l|-p|8080|');
  });

  it('refuses what it cannot do, or not without more', () => {
    for (const args of [['-u', 'db', '53'], ['-z', 'db'], ['db'], [], ['db', '1', '2'], ['-z', 'http://db:3306']]) expect(run(...args), args.join(' ')).to.equal('exit code 1');
  });
});
