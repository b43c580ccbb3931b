import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { OpenRuns } from '../../harness/run/open-runs.ts';

describe('OpenRuns', () => {
  let folder: string;
  let openRuns: OpenRuns;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'records-'));
    openRuns = new OpenRuns(() => folder);
    openRuns.open({ runId: 'aaa111', provider: 'kind', cluster: 'c', kubeconfig: '/k', context: 'kind-c' });
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  function change(changes: Record<string, unknown>): void {
    const file = join(folder, 'aaa111.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, ...changes }));
  }

  it('knows a run that lives', () => {
    expect(openRuns.alive().map(({ runId }) => runId)).to.deep.equal(['aaa111']);
    expect(openRuns.over()).to.deep.equal([]);
  });

  it('knows a run whose process is gone', () => {
    change({ pid: 2 ** 30 });
    expect(openRuns.over()[0]).to.deep.include({ runId: 'aaa111', cluster: 'c' });
  });

  it('does not take another process with the same number for the run', function () {
    if (process.platform !== 'linux') this.skip();
    change({ bornAt: '1' });
    expect(openRuns.over()).to.have.lengthOf(1);
  });

  it('forgets a run that left nothing, and bears files that are not records', () => {
    openRuns.close('aaa111');
    writeFileSync(join(folder, 'half.json'), '{"runId":');
    expect(openRuns.alive()).to.deep.equal([]);
    expect(readdirSync(folder)).to.deep.equal(['half.json']);
    expect(new OpenRuns(() => join(folder, 'nowhere')).over()).to.deep.equal([]);
  });
});
