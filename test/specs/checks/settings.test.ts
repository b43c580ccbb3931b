import { expect } from 'chai';
import { valuesIn, withValue } from '../../../specs/checks/settings.ts';
import { written } from '../volumes/pods.ts';

describe('the values of a ConfigMap or Secret', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  it('are found wherever they are written', () => {
    expect(valuesIn(written({ kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'x', 'b.txt': 'y' }, binaryData: { c: base64('z') } }))).to.deep.equal({ a: 'x', 'b.txt': 'y', c: 'z' });
    expect(valuesIn(written({ kind: 'Secret', metadata: { name: 's' }, data: { a: base64('old'), b: base64('y') }, stringData: { a: 'new' } }))).to.deep.equal({ a: 'new', b: 'y' });
    expect(valuesIn(written({ kind: 'Secret', metadata: { name: 's' } }))).to.deep.equal({});
  });

  it('are changed one by one, where a text counts', () => {
    expect(withValue(written({ kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'x', b: 'y' } }), 'a', 'z').get('data')).to.deep.equal({ a: 'z', b: 'y' });
    expect(withValue(written({ kind: 'ConfigMap', metadata: { name: 'c' } }), 'a.txt', 'z').get('data')).to.deep.equal({ 'a.txt': 'z' });
    const secret = withValue(written({ kind: 'Secret', metadata: { name: 's' }, data: { a: base64('old') } }), 'a', 'z');
    expect([secret.get('stringData'), valuesIn(secret)]).to.deep.equal([{ a: 'z' }, { a: 'z' }]);
  });
});
