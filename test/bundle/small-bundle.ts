import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zstdCompressSync } from 'node:zlib';
import { format, project, thisPlatform, type BundleManifest } from '../../harness/bundle/manifest.ts';
import { preamble, BundleWriter, type Draft } from '../../harness/bundle/write-bundle.ts';

/** What a bundle under test says about itself, unless a test says otherwise. */
export const draft: Draft = { format, project, savedAt: '2026-01-02T03:04:05Z', revision: 'f'.repeat(40), platform: thisPlatform, docker: 'linux/amd64', kind: 'v0.33.0', images: [], packages: {} };

/** Writes a bundle of a few hundred bytes, with whatever parts. */
export async function smallBundle(path: string, changes: Partial<Draft> = {}, parts: Record<string, Buffer> = usualParts()): Promise<BundleManifest> {
  const writer = await BundleWriter.create(path, { ...draft, ...changes }, Object.keys(parts));
  for (const [name, bytes] of Object.entries(parts)) await writer.add(name, Readable.from([bytes]));
  return (await writer.finish()).manifest;
}

export function usualParts(): Record<string, Buffer> {
  return { 'npm/left-pad-1.0.0.tgz': Buffer.from('a package'), kind: Buffer.from('#!/bin/sh\necho kind v0.33.0\n'), 'images.tar.zst': zstdCompressSync(Buffer.from('an archive of images'.repeat(40))) };
}

/** Only the beginning of a bundle, as a version of this project would write it that knows more. */
export function beginning(path: string, manifest: object): void {
  const text = JSON.stringify(manifest);
  writeFileSync(path, preamble(manifest as BundleManifest, text.length + 200));
}

/** A checkout with nothing but what says which packages it needs. */
export function smallCheckout(folder: string, packages: Record<string, object>): string {
  const checkout = join(folder, 'checkout');
  mkdirSync(checkout);
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name.replace('node_modules/', ''), '1.0.0']));
  const own = { name: 'checkout', version: '1.0.0', dependencies };
  writeFileSync(join(checkout, 'package.json'), JSON.stringify(own));
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ ...own, lockfileVersion: 3, requires: true, packages: { '': own, ...packages } }));
  return checkout;
}
