/** A registry that a lesson's spec runs for itself, as learners know it. */
export interface OwnRegistry {
  /** Such as `registry.test:5000`. */
  host: string;
  /** Of which their pods may have images. */
  repositories: readonly string[];
  /** Which they write into their Secrets: long enough to stand for nothing else there. */
  password: string;
}
