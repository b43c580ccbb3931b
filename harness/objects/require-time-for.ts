import type { Container } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { isCpuLimited } from '../traffic/cpu-limit.ts';
import { machineLoad, overload } from '../traffic/machine-load.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';

/**
 * Throws InvalidMeasurement where a command in a container was only late (`late` says so) on a machine with far more to do than it can,
 * and no limit keeps the container from a processor that is free.
 *
 * @param load tasks for each processor
 */
export function requireTimeFor(late: Text, container: Pick<Container, 'resources'>, load: number = machineLoad()): void {
  if (load >= overload && !isCpuLimited([container])) throw new InvalidMeasurement(texts.objects.container.tooBusy(late, load.toFixed(0)));
}
