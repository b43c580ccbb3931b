/** A place in a text of manifests that nobody should be shown. */
export interface FoundSecret {
  /** Offsets in the text. */
  from: number;
  to: number;
  /** What a message could name of it: its value, and how that is written. */
  texts: string[];
}
