import type { Manifest } from '../../harness/lesson/given.ts';
import { container } from '../checks/env.ts';

const args = `${container}.args`;

/** The field of a Deployment in which an option of the server is set; all its arguments when it is in none of them. */
export function fieldOfOption(deployment: Manifest, option: string): string {
  const index = indexOf(deployment, option);
  return index === -1 ? args : `${args}[${index}]`;
}

/** What an option of the server is set to in the arguments; undefined when it is not, or has no value there. */
export function valueOfOption(deployment: Manifest, option: string): string | undefined {
  const argument = deployment.get<unknown[]>(args)?.[indexOf(deployment, option)];
  return typeof argument === 'string' ? argument.split('=')[1] : undefined;
}

/** Spelt as MySQL takes it: with dashes or underscores, and `loose-` before it. */
function indexOf(deployment: Manifest, option: string): number {
  return (deployment.get<unknown[]>(args) ?? []).findIndex((each) => typeof each === 'string' && each.replace(/^--(loose-)?/, '').split('=')[0]?.replaceAll('_', '-') === option);
}
