/** The first words of a bundle, by which later versions of this project know it. */
export const format = 1;

/** One file of a bundle. */
export interface Part {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** An image in a bundle. */
export interface BundledImage {
  /** As this project asks for it. */
  name: string;
  /** As the archive, and Docker after it was loaded, name it. */
  saved: string;
  id: string;
  /** Bytes, as Docker counts them. */
  size: number;
  /** Of what it was built from, and the version inside, where this project built it. */
  key?: string;
  version?: string;
}

/** What a bundle says about itself. */
export interface BundleManifest {
  format: number;
  project: typeof project;
  /** In UTC, to the second. */
  savedAt: string;
  /** Commit of the checkout that it was saved from; empty where that is not known. */
  revision: string;
  /** Of the machine: its packages and kind run on no other, such as `linux/x64`. */
  platform: string;
  /** Of Docker: its images run on no other, such as `linux/amd64`. */
  docker: string;
  /** Version of kind. */
  kind: string;
  images: readonly BundledImage[];
  /** Names of the parts with packages of npm, by what the packages' `integrity` is in package-lock.json. */
  packages: Readonly<Record<string, string>>;
  parts: readonly Part[];
}

export const project = 'cndjp2-e2e';

/** Names of parts. */
export const partNames = {
  manifest: 'manifest.json',
  /** The manifest's checksum, as sha256sum writes it. */
  sum: 'manifest.json.sha256',
  kind: 'kind',
  images: 'images.tar.zst',
  package: (file: string): string => `npm/${file}`,
} as const;

/** This machine, as {@link BundleManifest.platform} has it. */
export const thisPlatform = `${process.platform}/${process.arch}`;

/** When a bundle was saved, in seconds since 1970. */
export function savedSeconds({ savedAt }: Pick<BundleManifest, 'savedAt'>): number {
  return Math.floor(Date.parse(savedAt) / 1_000);
}
