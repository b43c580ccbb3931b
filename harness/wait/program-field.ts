/** Where the program of a container is written: in `args` where there are any, which a shell in `command` is told to run, or where it has neither. */
export function programField({ command, args }: { command?: unknown; args?: unknown }): 'command' | 'args' {
  return args === undefined && command !== undefined ? 'command' : 'args';
}

/** As shells say that they cannot read what they are to run, or know no such command, and programs that they know no such option, or lack something after one, or how they are to be called. */
const aboutPrograms = /^usage: |requires an argument|(?:^|[/\s])\w*sh: (?:\d+: )?can(?:'t|not) open |syntax error|unterminated quoted|unexpected (?:end of file|EOF)|bad substitution|(?:^|[/\s])\w*sh: (?:.*: )?[^\s:]+: (?:command )?not found$|applet not found|(?:unrecognized|unknown|invalid|illegal) option/i;

/** Whether the last words of a container are about its program itself: how it is written, or called. */
export function isAboutProgram(words: string): boolean {
  return aboutPrograms.test(words.trim());
}
