import type { ImageFacts, Results } from '../../verdict/results.ts';
import { escape } from './escape.ts';
import { seconds } from '../../text/duration.ts';

/** Where the time went, as a bar and in numbers. */
export function phasesBar(phases: Results['phases']): string {
  if (phases.length === 0) return '';
  const sum = Math.max(1, phases.reduce((total, phase) => total + phase.durationMs, 0));
  const parts = phases.map((phase, index) => `<i class="phase-${index % 5}" style="width:${((phase.durationMs / sum) * 100).toFixed(2)}%"></i>`).join('');
  const legend = phases.map((phase, index) => `<li><i class="phase-${index % 5}"></i>${escape(phase.name)} ${seconds(phase.durationMs)}</li>`).join('');
  return `<h2>Phases</h2><div class="bar" aria-hidden="true">${parts}</div><ul class="legend">${legend}</ul>`;
}

/** What the cluster runs, and where each image came from. */
export function imagesTable(images: readonly ImageFacts[]): string {
  if (images.length === 0) return '';
  const rows = images.map((image) => `<tr><td><code>${escape(image.name)}</code></td><td>${escape(image.version)}</td><td>${image.provenance}</td><td><code>${escape(image.id.replace('sha256:', '').slice(0, 12))}</code></td></tr>`);
  return `<h2>Images</h2><div class="scroll"><table><tr><th>image</th><th>version</th><th>provenance</th><th>id</th></tr>${rows.join('\n')}</table></div>`;
}

/** What went wrong around the lessons, and what is left over. */
export function surroundings(results: Results): string {
  const errors = results.errors.map((error) => `<li><span class="failed verdict">${escape(error.where)}</span> ${escape(error.message)}<p class="dim">${escape(error.hint)}</p></li>`);
  const leftovers = results.leftovers.map((left) => {
    const place = left.namespace === undefined ? '' : ` in namespace <code>${escape(left.namespace)}</code>`;
    const held = left.finalizers === undefined || left.finalizers.length === 0 ? '' : `, held by ${escape(left.finalizers.join(', '))}`;
    return `<li><span class="failed verdict">left over</span> <code>${escape(left.kind)}/${escape(left.name)}</code>${place}${held}</li>`;
  });
  if (errors.length + leftovers.length === 0) return '';
  return `<h2>Around the lessons</h2><div class="card"><ul style="border-top:0">${[...errors, ...leftovers].join('\n')}</ul></div>`;
}
