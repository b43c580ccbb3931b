/** Where the program of a container is written: in `args` where there are any, which a shell in `command` is told to run, or where it has neither. */
export function programField({ command, args }: { command?: unknown; args?: unknown }): 'command' | 'args' {
  return args === undefined && command !== undefined ? 'command' : 'args';
}
