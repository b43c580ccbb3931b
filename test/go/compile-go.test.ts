import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { compileGo } from '../../harness/go/compile-go.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { verbatim } from '../../harness/text/language.ts';
import { fakeGo, type FakeGo } from './fake-go.ts';

const program = { module: 'program', package: './cmd/web', output: 'bin/web', variables: { 'main.version': 'v1', 'main.date': 'unknown' } };

describe('compileGo', () => {
  let fake: FakeGo;
  afterEach(async () => { await fake.remove(); });

  it('has the modules of the folder before it compiles there, to where the image is built from', async () => {
    fake = await fakeGo();
    await mkdir(join(fake.bench.source, 'program'));
    await compileGo(fake.bench, program, async () => await Promise.resolve(fake.go));
    expect(await fake.calls()).to.deep.equal([
      'program mod download',
      'program build -trimpath -buildvcs=false -ldflags -s -w -X main.version=v1 -X main.date=unknown -o /out/bin/web ./cmd/web',
    ]);
    expect(fake.said).to.deep.equal(['downloading modules', 'compiling']);
  });

  it('shows how Go is looked for, and ends where there is none', async () => {
    fake = await fakeGo();
    const none = new EnvironmentError('go', verbatim('none'), verbatim('install it'));
    const failure: unknown = await compileGo(fake.bench, program, ({ say }) => {
      say(verbatim('looking for Go'));
      throw none;
    }).catch((error: unknown) => error);
    expect(failure).to.equal(none);
    expect(fake.said).to.deep.equal(['looking for Go']);
  });
});
