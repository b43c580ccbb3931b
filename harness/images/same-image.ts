/** By what an image is told from others of its name. */
export interface ImageIdentity {
  id: string;
  /** The key of its recipe and all that goes into it, where we built it. */
  key?: string;
}

/** Whether two images are the same, or were built from the same: a build that is done again gives another id. */
export function isSameImage(one: ImageIdentity, other: ImageIdentity): boolean {
  return one.id === other.id || (one.key !== undefined && one.key === other.key);
}
