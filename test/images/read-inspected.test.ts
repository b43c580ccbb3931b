import { expect } from 'chai';
import { readInspected } from '../../harness/images/image-store.ts';

describe('what Docker says of an image', () => {
  it('is read', () => {
    expect(readInspected('{"Id":"sha256:1","Size":2,"Config":null}')).to.deep.equal({ Id: 'sha256:1', Size: 2, Config: null });
  });

  for (const printed of ['', 'null', '[]', '{"Id":1,"Size":2}', '{"Id":"sha256:1"}', '{"Id":']) {
    it(`is not ${printed === '' ? 'nothing' : printed}`, () => {
      expect(readInspected(printed)).to.equal(undefined);
    });
  }
});
