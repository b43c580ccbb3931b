import { join } from 'node:path';
import { writePrivateFile } from '../process/write-file.ts';
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

/** Draws a rollout into the report folder in the reader's language, once for a screen and once for a phone. Throws the system's error. */
export function saveRollout({ reportDir, folder, ...rollout }: RolloutToDraw): PlotResult {
  const { title, report, record } = rollout;
  const view = viewRollout(rollout);
  const wide = join(folder, `${slug(title.en)}.svg`);
  const narrow = join(folder, `${slug(title.en)}-narrow.svg`);
  writePrivateFile(join(reportDir, wide), rolloutPlot(view, widths.wide));
  writePrivateFile(join(reportDir, narrow), rolloutPlot(view, widths.narrow));
  const summary = summariseRollout(title, report, record);
  return { title: title.en, summary: summary.en, wide, narrow, ja: { title: title.ja, summary: summary.ja } };
}
