/** A place in a file of manifests. */
export interface Position {
  /** Relative to the manifests folder. */
  file: string;
  /** Counts from 1. */
  line: number;
}
