import type { Container } from '../client/objects.ts';

/**
 * Whether the command of a preStop hook is one text of several words, such as `["sleep 5"]`: kubelet takes the first item for the
 * name of a program, as exec does, and no shell takes it apart.
 */
export function isHookInOneWord({ lifecycle }: Pick<Container, 'lifecycle'>): boolean {
  const [program = ''] = lifecycle?.preStop?.exec?.command ?? [];
  return /\S\s+\S/.test(program);
}
