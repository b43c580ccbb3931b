import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { EnvironmentError } from '../../verdict/environment-error.ts';
import type { AllVariants } from '../all-variants.ts';
import { readReports } from './read-reports.ts';
import { resultsPage, resultSums } from './results-page.ts';
import { readScores, withNewScores, writeScores } from './scores.ts';
import { wholeLessons, type PartlyRun } from './whole-lessons.ts';

const { errors } = texts.mutants;

const begin = '<!-- mutants:begin -->';
const end = '<!-- mutants:end -->';

const scoresFile = 'mutants/scores.yaml';
const places = {
  en: { page: 'mutants/RESULTS.md', readme: 'README.md' },
  ja: { page: 'mutants/RESULTS.ja.md', readme: 'README.ja.md' },
} as const;

/** What was written, and what was not kept, as only a part of it has been run. */
export interface Written {
  files: string[];
  partly: PartlyRun[];
}

/**
 * Keeps what was found (by a run, or by its parts in folders below) of lessons that were run as a whole, and writes what is known of all
 * lessons into `mutants/RESULTS.md` and its Japanese sibling, and the scores into both READMEs, between their marks. Throws
 * {@link EnvironmentError} when there is no report, or a README has no marks; then nothing is written.
 *
 * @param variantsNow what there is to run; to make it takes seconds, and is left when there is no report
 */
export function writeResults(reportDir: string, checkout: string, variantsNow: () => Pick<AllVariants, 'mutants' | 'neutral' | 'cases'>): Written {
  const reports = readReports(reportDir, '--results');
  const variants = variantsNow();
  const mutants = variants.mutants();
  const { scores: now, partly } = wholeLessons(reports, { mutants, neutral: variants.neutral(), cases: variants.cases });
  const results = { scores: withNewScores(readScores(join(checkout, scoresFile)), now), mutants };
  const languages = Object.keys(places) as Language[];
  const readmes = languages.map((language) => {
    const { readme } = places[language];
    return [readme, withSums(readFileSync(join(checkout, readme), 'utf8'), resultSums(results), language)] as const;
  });
  const pages = languages.map((language) => [places[language].page, resultsPage(results, language)] as const);
  writeScores(join(checkout, scoresFile), results.scores);
  for (const [file, text] of [...pages, ...readmes]) writeFileSync(join(checkout, file), text);
  return { files: [scoresFile, ...[...pages, ...readmes].map(([file]) => file)], partly };
}

/** A README's text with the sums between its marks. Throws {@link EnvironmentError} when it has none. */
export function withSums(readme: string, sums: readonly Text[], language: Language): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new EnvironmentError(places[language].readme, errors.noMarks(begin, end), errors.putMarks);
  return `${readme.slice(0, from + begin.length)}\n${[...sums, texts.mutationResults.more].map((text) => text[language]).join('\n')}\n${readme.slice(to)}`;
}
