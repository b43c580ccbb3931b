import type { ImageFacts, Results } from '../../verdict/results.ts';
import { describeLeftover } from '../explain.ts';
import type { Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { escape } from './escape.ts';
import { seconds } from '../../text/duration.ts';

const t = texts.report;

/** Where the time went, as a bar and in numbers. */
export function phasesBar(phases: Results['phases'], language: Language): string {
  if (phases.length === 0) return '';
  const sum = Math.max(1, phases.reduce((total, phase) => total + phase.durationMs, 0));
  const parts = phases.map((phase, index) => `<i class="phase-${index % 5}" style="width:${((phase.durationMs / sum) * 100).toFixed(2)}%"></i>`).join('');
  const legend = phases.map((phase, index) => `<li><i class="phase-${index % 5}"></i>${t.phases[phase.name][language]} ${seconds(phase.durationMs)}</li>`).join('');
  return `<h2>${t.phasesTitle[language]}</h2><div class="bar" aria-hidden="true">${parts}</div><ul class="legend">${legend}</ul>`;
}

/** What the cluster runs, and where each image came from. */
export function imagesTable(images: readonly ImageFacts[], language: Language): string {
  if (images.length === 0) return '';
  const rows = images.map((image) => `<tr><td><code>${escape(image.name)}</code></td><td>${escape(image.version)}</td><td>${t.provenances[image.provenance][language]}</td><td><code>${escape(image.id.replace('sha256:', '').slice(0, 12))}</code></td></tr>`);
  return `<h2>${t.images[language]}</h2><div class="scroll"><table><tr>${[t.columns.image, t.columns.version, t.columns.provenance, t.columns.id].map((name) => `<th scope="col">${name[language]}</th>`).join('')}</tr>${rows.join('\n')}</table></div>`;
}

/** What went wrong around the lessons, and what is left over. */
export function surroundings(results: Results, language: Language): string {
  const errors = results.errors.map((error) => `<li><span class="failed verdict">${escape(error.where)}</span> ${escape(error.message)}<p class="dim">${escape(error.hint)}</p></li>`);
  const leftovers = results.leftovers.map((left) => {
    return `<li><span class="failed verdict">${t.leftover[language]}</span> ${escape(describeLeftover(left)[language])}</li>`;
  });
  if (errors.length + leftovers.length === 0) return '';
  return `<h2>${t.around[language]}</h2><div class="card"><ul style="border-top:0">${[...errors, ...leftovers].join('\n')}</ul></div>`;
}
