import type { EquivalenceOperator } from '../operator.ts';
import { mapAt, ofKind } from '../written-folder.ts';

/** How a share of pods becomes a number of them: as the Deployment controller rounds. */
const rounding = { maxUnavailable: Math.floor, maxSurge: Math.ceil } as const;

export const podsInPercent: EquivalenceOperator = {
  name: 'pods-in-percent', category: 'rollout', says: 'A number of pods may be said as a share of the replicas.',
  offers: (folder) => rollouts(folder, (value, replicas, round) => {
    const share = typeof value === 'number' && replicas > 0 ? Math.round((value / replicas) * 100) : undefined;
    return share !== undefined && round((share / 100) * replicas) === value ? `${share}%` : undefined;
  }),
};

export const percentInPods: EquivalenceOperator = {
  name: 'percent-in-pods', category: 'rollout', says: 'A share of the replicas may be said as a number of pods.',
  offers: (folder) => rollouts(folder, (value, replicas, round) => (typeof value === 'string' && /^\d+%$/.test(value) ? round((Number.parseInt(value, 10) / 100) * replicas) : undefined)),
};

function rollouts(folder: Parameters<EquivalenceOperator['offers']>[0], change: (value: unknown, replicas: number, round: (pods: number) => number) => unknown) {
  return ofKind(folder, 'Deployment').flatMap(({ object, name }) => (['maxUnavailable', 'maxSurge'] as const).flatMap((key) => {
    const settings = mapAt(object, 'spec', 'strategy', 'rollingUpdate');
    const to = settings === undefined ? undefined : change(settings[key], Number(mapAt(object, 'spec')?.['replicas'] ?? 1), rounding[key]);
    return settings === undefined || to === undefined ? [] : [{ object: name, field: `spec.strategy.rollingUpdate.${key}`, make: () => { settings[key] = to; } }];
  }));
}
