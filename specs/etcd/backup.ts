import { randomBytes } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { nodeDataFolder } from '../../harness/manifests/isolation/names.ts';
import type { ControlPlane } from './control-plane.ts';
import { files } from './copy.ts';
import { openedWith, sealedFor } from './seal.ts';

/** Milliseconds for a snapshot of a cluster that has been used for days. */
const snapshotMs = 30_000;

/** Bytes that are read at once, far fewer than a program may print: the snapshot of a cluster in use has hundreds of megabytes. */
const pieceBytes = 4_000_000;

/** Where etcd's own pod can write. */
const dataOfEtcd = '/var/lib/etcd';

/** The name that the new key gets. */
export const newKeyName = 'second';

interface Encryption {
  resources: { providers: Record<string, { keys?: { name: string; secret: string }[] }>[] }[];
}

/** Files for a copy of the control plane, in a folder on its node that only root may read; the clean-up of runs knows it by its name. */
export class Backup {
  readonly folder: string;
  readonly #controlPlane: ControlPlane;

  /** @param namespace of the run, by which the folder is called */
  constructor(controlPlane: ControlPlane, namespace: string) {
    this.#controlPlane = controlPlane;
    this.folder = `${nodeDataFolder}/${namespace}`;
  }

  /** Takes a snapshot of etcd. */
  async taken(): Promise<void> {
    const saved = `${dataOfEtcd}/${this.folder.split('/').at(-1) ?? ''}.db`;
    const { exitCode, stderr } = await this.#controlPlane.etcdctl(['snapshot', 'save', saved], { deadlineMs: snapshotMs });
    if (exitCode !== 0) throw new Error(`etcdctl snapshot save ended with exit code ${exitCode}: ${stderr.trim()}`);
    await this.#shell('mkdir -p "$1" && chmod 700 "$1" && mv "$2" "$1/$3" && rm -f "$2.part"', this.folder, saved, files.snapshot);
  }

  /** Encrypts the snapshot for who has the identity of a recipient, and removes it as it was. */
  async sealed(recipient: string): Promise<void> {
    await this.#writeBytes(files.sealed, await sealedFor(recipient, await this.#bytesOf(files.snapshot)));
    await this.#shell('rm "$1/$2"', this.folder, files.snapshot);
  }

  /** Writes the snapshot again from what was encrypted. Throws Error when that was for another identity; then nothing is written. */
  async opened(identity: string): Promise<void> {
    await this.#writeBytes(files.snapshot, await openedWith(identity, await this.#bytesOf(files.sealed)));
  }

  /** The names of the files that there are, in alphabetical order. */
  async names(): Promise<string[]> {
    return (await this.#shell('ls -1 "$1"', this.folder)).split('\n').filter((name) => name !== '').sort();
  }

  /** SHA-256 of one of the files. */
  async digest(name: string): Promise<string> {
    return (await this.#shell('sha256sum "$1/$2"', this.folder, name)).split(' ')[0] ?? '';
  }

  /** Whether a text of one line can be read in one of the files. */
  async holds(name: string, text: string): Promise<boolean> {
    return (await this.#shell('grep -acF -- "$3" "$1/$2" || [ $? -eq 1 ]', this.folder, name, text)).trim() !== '0';
  }

  /** Writes the keys that Secrets are encrypted with, and a new one before them; and the new one alone. */
  async keysWritten(): Promise<void> {
    const configuration = parse(await this.#controlPlane.run(['cat', '/etc/kubernetes/encryption.yaml'])) as Encryption;
    const [provider] = configuration.resources[0]?.providers ?? [];
    const keys = Object.values(provider ?? {})[0]?.keys;
    if (keys === undefined) throw new Error('the first provider of /etc/kubernetes/encryption.yaml has no keys');
    const first = keys.map(({ secret }) => Buffer.from(secret, 'base64').length)[0] ?? 32;
    keys.unshift({ name: newKeyName, secret: randomBytes(first).toString('base64') });
    await this.#write(files.bothKeys, stringify(configuration));
    keys.splice(1);
    await this.#write(files.newKey, stringify(configuration));
  }

  /** Copies the snapshot, and changes one bit in its middle. */
  async flippedWritten(): Promise<void> {
    const script = `cd "$1" && cp "$2" "$3" && at=$(( $(stat -c %s "$3") / 2 )) \\
&& byte=$(od -An -tu1 -j $at -N1 "$3") && printf "\\\\$(printf %o $(( byte ^ 1 )))" | dd of="$3" bs=1 seek=$at conv=notrunc status=none`;
    await this.#shell(script, this.folder, files.snapshot, files.flipped);
  }

  /** Removes the files: who has read them has read them. */
  async removed(): Promise<void> {
    await this.#shell('rm -rf "$1"', this.folder);
  }

  async #write(name: string, text: string): Promise<void> {
    await this.#controlPlane.run(['sh', '-c', 'umask 077 && cat > "$1"', 'sh', `${this.folder}/${name}`], { input: text });
  }

  async #writeBytes(name: string, data: Uint8Array): Promise<void> {
    const script = 'umask 077 && base64 -d > "$1"';
    await this.#controlPlane.run(['sh', '-c', script, 'sh', `${this.folder}/${name}`], { input: Buffer.from(data).toString('base64'), deadlineMs: snapshotMs });
  }

  async #bytesOf(name: string): Promise<Uint8Array> {
    const size = Number(await this.#shell('stat -c %s "$1/$2"', this.folder, name));
    const pieces: Buffer[] = [];
    for (let at = 0; at < size; at += pieceBytes) {
      const piece = await this.#shell('tail -c "+$3" "$1/$2" | head -c "$4" | base64 -w0', this.folder, name, String(at + 1), String(pieceBytes));
      pieces.push(Buffer.from(piece, 'base64'));
    }
    return Buffer.concat(pieces);
  }

  async #shell(script: string, ...args: string[]): Promise<string> {
    return await this.#controlPlane.run(['sh', '-c', script, 'sh', ...args], { deadlineMs: snapshotMs });
  }
}
