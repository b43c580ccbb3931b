import type { EquivalenceOperator } from '../operator.ts';
import { podsIn } from '../pods.ts';
import { copy, listAt, type Fields } from '../written-folder.ts';

/** What charts print for values that nobody has set. */
const ofPods: Fields = { affinity: {}, hostAliases: null, imagePullSecrets: [], initContainers: [], nodeSelector: {}, priorityClassName: null, securityContext: {}, terminationGracePeriodSeconds: null, tolerations: [], topologySpreadConstraints: [], volumes: null };
const ofContainers: Fields = { args: null, command: null, env: [], envFrom: null, imagePullPolicy: null, lifecycle: null, livenessProbe: null, ports: [], readinessProbe: null, resources: {}, securityContext: {}, startupProbe: null, volumeMounts: null, workingDir: null };

export const emptyFields: EquivalenceOperator = {
  name: 'empty-fields', category: 'defaults', says: 'A field without a value, as charts print many, is one that is not written.',
  offers: (folder) => podsIn(folder).map(({ name, path, spec }) => ({
    object: name, field: path,
    make: () => {
      writeEmpty(spec, ofPods);
      for (const container of ['initContainers', 'containers'].flatMap((list) => listAt(spec, list))) writeEmpty(container, ofContainers);
    },
  })),
};

function writeEmpty(fields: Fields, empty: Fields): void {
  for (const [key, value] of Object.entries(copy(empty))) fields[key] ??= value;
}
