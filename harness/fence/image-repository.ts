/**
 * An image's name without registry, tag and digest as far as Docker Hub is meant: `docker.io/library/busybox:1.37@sha256:…` is
 * `busybox`, `ghcr.io/x/busybox` stays what it is.
 */
export function imageRepository(image: string): string {
  const [named = ''] = image.split('@');
  const repository = named.replace(/:[^:/]+$/, '');
  return repository.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
}
