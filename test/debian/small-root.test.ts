import { expect } from 'chai';
import { loadedLibraries } from '../../harness/debian/small-root.ts';

describe('the libraries of a program', () => {
  it('are read from what the dynamic loader lists', () => {
    const list = [
      '\tlinux-vdso.so.1 (0x00007ff57ccac000)',
      '\tlibm.so.6 => /unpacked/usr/lib/x86_64-linux-gnu/libm.so.6 (0x00007ff576cea000)',
      '\t/lib64/ld-linux-x86-64.so.2 => /unpacked/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 (0x00007ff57ccae000)',
    ].join('\n');
    expect(loadedLibraries(list)).to.deep.equal(['/unpacked/usr/lib/x86_64-linux-gnu/libm.so.6', '/unpacked/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2']);
  });

  it('are none for a program that is linked statically', () => {
    expect(loadedLibraries('\tstatically linked')).to.deep.equal([]);
  });

  it('must all be there: the missing one is named', () => {
    expect(() => loadedLibraries('\tlibaio.so.1 => not found')).to.throw('the library libaio.so.1 is not among the unpacked packages');
  });
});
