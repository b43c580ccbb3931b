import type { ReadDrawing } from './figure.ts';
import type { LessonResult } from '../../verdict/results.ts';

/** What the page shows that is not in the results. */
export interface PageSources {
  drawing: ReadDrawing;
  /** Text of a manifest, by its path relative to the manifests folder, if it can be read. */
  manifest: (file: string) => string | undefined;
  /** A command that runs this lesson again, if there is one. */
  again: (lesson: LessonResult) => string | undefined;
}
