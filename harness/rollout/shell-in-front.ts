import type { Container } from '../client/objects.ts';

const shells = ['sh', 'bash', 'ash', 'dash', 'zsh'];

/**
 * The field by which a container starts its program through a shell that stays process 1, gets SIGTERM and does not pass it on;
 * undefined where there is no shell, or it gives way with `exec` or handles signals with `trap`.
 */
export function shellInFront({ command = [], args = [] }: Container): 'command' | 'args' | undefined {
  const words = [...command, ...args];
  const isShell = shells.includes(words[0]?.split('/').at(-1) ?? '');
  const script = words.find((word, n) => n > 0 && !word.startsWith('-')) ?? '';
  if (!isShell || script === '' || /(^|[\s;&|(])(exec|trap)\s/.test(script)) return undefined;
  return command.includes(script) ? 'command' : 'args';
}
