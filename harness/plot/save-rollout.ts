import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlotResult } from '../verdict/results.ts';
import { slug } from '../text/slug.ts';
import { rolloutPlot, widths } from './rollout-plot.ts';
import { summariseRollout } from './rollout-summary.ts';
import { viewRollout, type RolloutToView } from './rollout-view.ts';

export interface RolloutToDraw extends RolloutToView {
  record?: (RolloutToView['record'] & { minReady: number; maxTotal: number }) | undefined;
  reportDir: string;
  /** Below the report folder. */
  folder: string;
}

/** Draws a rollout into the report folder in the reader's language, once for a screen and once for a phone. */
export function saveRollout({ reportDir, folder, ...rollout }: RolloutToDraw): PlotResult {
  const { title, report, record } = rollout;
  const view = viewRollout(rollout);
  const wide = join(folder, `${slug(title.en)}.svg`);
  const narrow = join(folder, `${slug(title.en)}-narrow.svg`);
  mkdirSync(join(reportDir, folder), { recursive: true });
  writeFileSync(join(reportDir, wide), rolloutPlot(view, widths.wide));
  writeFileSync(join(reportDir, narrow), rolloutPlot(view, widths.narrow));
  const summary = summariseRollout(title, report, record);
  return { title: title.en, summary: summary.en, wide, narrow, ja: { title: title.ja, summary: summary.ja } };
}
