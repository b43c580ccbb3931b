import { readContract } from '../manifests/read-contract.ts';
import type { CorpusCase } from './corpus/corpus-case.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { allMutants } from './generate.ts';
import type { LessonMutants, Mutant } from './mutant.ts';
import { neutralChanges, type NeutralChange } from './neutral/neutral-change.ts';
import { readCategories, readEquivalents, readMutants } from './read-mutants.ts';

/** Absolute paths. */
export interface VariantFolders {
  /** The lessons' manifests. */
  ours: string;
  /** Their contracts. */
  specs: string;
  mutants: string;
  corpus: string;
}

/** What can be run of these lessons. To make mutants and changes takes seconds: they are made when they are asked for. */
export interface AllVariants {
  categories: string[];
  listed: LessonMutants[];
  cases: CorpusCase[];
  mutants: () => Mutant[];
  neutral: () => NeutralChange[];
  /** What a lesson's text tells the learner to call things. */
  fixedNames: (lesson: string) => ReadonlySet<string>;
}

/** Reads the mutants and cases of lessons. Throws {@link EnvironmentError} for a file that cannot be understood. */
export function allVariants(folders: VariantFolders, lessons: readonly string[]): AllVariants {
  const categories = readCategories(folders.mutants);
  const listed = lessons.map((lesson) => readMutants(folders.mutants, lesson, categories));
  const fixedNames = (lesson: string): ReadonlySet<string> => new Set(readContract(folders.specs, lesson).fixed.map(({ value }) => value));
  return {
    categories: [...categories.keys()], listed,
    cases: lessons.flatMap((lesson) => readCorpus(folders.corpus, lesson)),
    mutants: () => {
      const common = readEquivalents(folders.mutants);
      return listed.flatMap((each) => allMutants(folders.ours, each, common));
    },
    neutral: () => listed.flatMap((each) => neutralChanges(folders.ours, each, fixedNames(each.lesson))),
    fixedNames,
  };
}
