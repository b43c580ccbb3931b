import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Change, Variant } from '../../harness/mutants/mutant.ts';
import { positionsOf, type InPositions } from '../../harness/mutants/same-place.ts';

describe('positionsOf', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'places-'));
    for (const lesson of ['04-db', '05-web']) mkdirSync(join(dir, lesson));
    writeFileSync(join(dir, '05-web', 'web.yaml'), 'kind: Service\nmetadata: { name: web }\nspec:\n  ports: [{ name: admin }, { name: http }]\n');
    writeFileSync(join(dir, '04-db', 'db.yaml'), 'kind: Service\nmetadata: { name: db }\nspec:\n  ports: [{ name: mysql }]\n');
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });
  const after = (...changes: Change[]): InPositions => positionsOf(dir, { fullId: '05-web/x', lesson: '05-web', id: 'x', object: 'Service/web', changes, standsFor: '' } satisfies Variant);

  it('finds an element by the name that it has in ours, also where the change has moved it', () => {
    expect(after({ do: 'remove', path: 'spec.ports[admin]' })('Service/web', 'spec.ports[http].port')).to.equal('spec.ports[1].port');
  });

  it('finds an element by the name that the change has given it', () => {
    expect(after({ do: 'set', path: 'spec.ports[http].name', to: 'web' })('Service/web', 'spec.ports[web].name')).to.equal('spec.ports[1].name');
  });

  it('knows the objects of another lesson that is changed', () => {
    expect(after({ do: 'set', path: 'spec.ports[mysql].port', to: 1, of: 'Service/db' })('Service/db', 'spec.ports[mysql].port')).to.equal('spec.ports[0].port');
  });

  it('leaves as it is what leads nowhere, is of another object or is no path', () => {
    const inPositions = after({ do: 'remove', path: 'spec.ports[admin]' });
    expect(inPositions('Service/web', 'spec.ports[none].port')).to.equal('spec.ports[none].port');
    expect(inPositions('Lesson/05-web', 'spec.ports[http].port')).to.equal('spec.ports[http].port');
    expect(inPositions('Service/web', 'spec.[')).to.equal('spec.[');
  });

  it('still knows ours where the change has left no YAML', () => {
    expect(after({ do: 'text', from: 'spec:', to: '\tspec:' })('Service/web', 'spec.ports[http]')).to.equal('spec.ports[1]');
  });
});
