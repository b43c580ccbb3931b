import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlotResult } from '../verdict/results.ts';
import { slug } from '../text/slug.ts';
import type { PodSpan } from '../rollout/pod-spans.ts';
import type { TrafficReport } from '../traffic/report.ts';
import type { TimelineEvent } from '../traffic/timeline.ts';
import { rolloutPlot, widths } from './rollout-plot.ts';
import { summariseRollout } from './rollout-summary.ts';
import { viewRollout } from './rollout-view.ts';

export interface RolloutToDraw {
  title: string;
  report: TrafficReport;
  /** What watches showed meanwhile. */
  record?: { minReady: number; maxTotal: number; events: readonly TimelineEvent[]; spans: readonly PodSpan[] } | undefined;
  reportDir: string;
  /** Below the report folder. */
  folder: string;
}

/** Draws a rollout into the report folder, once for a screen and once for a phone. */
export function saveRollout({ title, report, record, reportDir, folder }: RolloutToDraw): PlotResult {
  const view = viewRollout(title, report, record);
  const wide = join(folder, `${slug(title)}.svg`);
  const narrow = join(folder, `${slug(title)}-narrow.svg`);
  mkdirSync(join(reportDir, folder), { recursive: true });
  writeFileSync(join(reportDir, wide), rolloutPlot(view, widths.wide));
  writeFileSync(join(reportDir, narrow), rolloutPlot(view, widths.narrow));
  return { title, summary: summariseRollout(view, report, record), wide, narrow };
}
