import { runOf } from '../images.ts';
import type { EquivalenceOperator, Offer } from '../operator.ts';
import { containersIn } from '../pods.ts';
import { listAt, mapAt, type Fields, type WrittenFolder } from '../written-folder.ts';

export const probeInShell: EquivalenceOperator = {
  name: 'probe-in-shell', category: 'probes', says: 'A shell may start the program of a probe.',
  offers: (folder) => withProbes(folder, ({ probe, image }) => {
    const command = mapAt(probe, 'exec')?.['command'];
    if (!Array.isArray(command) || command.length < 2 || command.includes('-c') || runOf(image)?.shell !== true) return undefined;
    return () => { probe['exec'] = { command: ['/bin/sh', '-c', `exec ${command.map((word) => quoted(String(word))).join(' ')}`] }; };
  }),
};

export const tcpInBash: EquivalenceOperator = {
  name: 'tcp-probe-as-exec', category: 'probes', says: 'Whether a port is open can be asked from inside too.',
  offers: (folder) => withProbes(folder, ({ probe, container, image }) => {
    const asked = mapAt(probe, 'tcpSocket');
    const port = listAt(container, 'ports').find(({ name }) => name === asked?.['port'])?.['containerPort'] ?? asked?.['port'];
    if (typeof port !== 'number' || asked?.['host'] !== undefined || runOf(image)?.bash !== true) return undefined;
    return () => {
      delete probe['tcpSocket'];
      probe['exec'] = { command: ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`] };
    };
  }),
};

export const probeWithHeader: EquivalenceOperator = {
  name: 'probe-with-header', category: 'probes', says: 'A header that the app does not know changes nothing.',
  offers: (folder) => withProbes(folder, ({ probe }) => {
    const asked = mapAt(probe, 'httpGet');
    return asked === undefined ? undefined : () => { asked['httpHeaders'] = [...listAt(asked, 'httpHeaders'), { name: 'X-Asked-By', value: 'kubelet' }]; };
  }),
};

interface ProbePlace {
  probe: Fields;
  container: Fields;
  image: unknown;
}

function withProbes(folder: WrittenFolder, change: (place: ProbePlace) => (() => void) | undefined): Offer[] {
  return containersIn(folder).flatMap(({ pod, container, path }) => ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((key) => {
    const probe = mapAt(container, key);
    const make = probe === undefined ? undefined : change({ probe, container, image: container['image'] });
    return make === undefined ? [] : [{ object: pod.name, field: `${path}.${key}`, make }];
  }));
}

function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
