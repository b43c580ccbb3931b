import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { saveRollout } from '../../harness/plot/save-rollout.ts';
import { exampleRecord, exampleReport } from './fixtures/rollout.ts';

describe('a rollout that is saved', () => {
  it('is in the report folder, once for a screen and once for a phone', () => {
    const reportDir = mkdtempSync(join(tmpdir(), 'plot-'));
    const folder = 'evidence/06-update/2-goes-on';
    const plot = saveRollout({ title: { en: '1.0 → 2.0', ja: '1.0 から 2.0' }, language: 'ja', report: exampleReport(), record: exampleRecord(), reportDir, folder });
    expect(plot).to.deep.include({ title: '1.0 → 2.0', wide: `${folder}/1-0-2-0.svg`, narrow: `${folder}/1-0-2-0-narrow.svg` });
    expect(plot.summary).to.match(/^1\.0 → 2\.0: /);
    expect(plot.ja).to.include({ title: '1.0 から 2.0' }).and.to.have.property('summary').that.matches(/^1\.0 から 2\.0: .*失敗 3 件/);
    for (const path of [plot.wide, plot.narrow]) expect(readFileSync(join(reportDir, path), 'utf8')).to.match(/^<svg .*<\/svg>\n$/s);
    rmSync(reportDir, { recursive: true });
  });
});
