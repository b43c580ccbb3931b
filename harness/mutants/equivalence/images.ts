/** What an image starts when a container says nothing. */
export interface ImageRun {
  entrypoint: readonly string[];
  command: readonly string[];
  /** Programs in it by which a probe may ask a port. */
  shell: boolean;
  bash: boolean;
}

/** By name without registry and tag: what their Dockerfiles say. */
const images: Readonly<Record<string, ImageRun>> = {
  busybox: { entrypoint: [], command: ['sh'], shell: true, bash: false },
  mysql: { entrypoint: ['docker-entrypoint.sh'], command: ['mysqld'], shell: true, bash: true },
};

/** What an image starts; undefined for one that nobody has written down. */
export function runOf(image: unknown): ImageRun | undefined {
  return images[String(image).replace(/^docker\.io\/(library\/)?/, '').replace(/[:@].*$/, '')];
}
