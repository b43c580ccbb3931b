import { expect } from 'chai';
import { parse } from 'yaml';
import { isEndless } from '../../../harness/manifests/reading/endless.ts';

describe('a value that has no end', () => {
  it('holds itself, in whatever depth', () => {
    expect(isEndless(parse('&a { b: *a }'))).to.be.true;
    expect(isEndless(parse('a: &x [{ b: [*x] }]'))).to.be.true;
  });

  it('is looked for once in what many names stand for', () => {
    let value: unknown = { a: 1 };
    for (let level = 0; level < 60; level++) value = [value, value, value];
    expect(isEndless(value)).to.be.false;
  });

  it('is not one that names the same twice', () => {
    expect(isEndless(parse('{ a: &x { c: 1 }, b: [*x, *x] }'))).to.be.false;
    expect(isEndless(null)).to.be.false;
  });
});
