import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

/**
 * A recipe's step in the reader's languages. Recipes name their steps in English: their text is part of the key of what they
 * make, and a translation in them would build every image anew.
 */
export function recipeStep(step: string): Text {
  const program = /^compiling (\S+)$/.exec(step)?.[1];
  if (program !== undefined) return texts.images.compilingOne(program);
  const known: Readonly<Record<string, Text>> = texts.images.steps;
  return known[step] ?? verbatim(step);
}
