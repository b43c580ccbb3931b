import type { EquivalenceOperator } from '../operator.ts';
import { containersIn } from '../pods.ts';
import { runOf, type ImageRun } from '../images.ts';

export const argsInCommand: EquivalenceOperator = {
  name: 'args-in-command', category: 'command', says: 'What an image without an entrypoint is given as args, it may be given as command.',
  offers: (folder) => commands(folder, 'args', ({ command, args, run }) => command === undefined && args !== undefined && run?.entrypoint.length === 0 ? { command: args } : undefined),
};

export const commandInArgs: EquivalenceOperator = {
  name: 'command-in-args', category: 'command', says: 'What an image without an entrypoint is given as command, it may be given as args.',
  offers: (folder) => commands(folder, 'command', ({ command, args, run }) => command !== undefined && run?.entrypoint.length === 0 ? { args: [...command, ...(args ?? [])] } : undefined),
};

export const programInCommand: EquivalenceOperator = {
  name: 'program-in-command', category: 'command', says: 'The program may stand in command and what it is told in args.',
  offers: (folder) => commands(folder, 'command', ({ command, args, run }) => {
    const whole = command ?? (run?.entrypoint.length === 0 ? args : undefined);
    const rest = command === undefined ? [] : (args ?? []);
    return whole === undefined || whole.length + rest.length < 2 || command?.length === 1 ? undefined : { command: whole.slice(0, 1), args: [...whole.slice(1), ...rest] };
  }),
};

export const entrypointWritten: EquivalenceOperator = {
  name: 'entrypoint-written', category: 'command', says: 'What the image starts by itself may be written down.',
  offers: (folder) => commands(folder, 'command', ({ command, args, run }) => {
    if (command !== undefined || run === undefined || run.entrypoint.length === 0) return undefined;
    return { command: [...run.entrypoint], args: args ?? [...run.command] };
  }),
};

export const imagesCommandWritten: EquivalenceOperator = {
  name: 'images-command-written', category: 'command', says: 'The command that the image has may be written down.',
  offers: (folder) => commands(folder, 'args', ({ command, args, run }) => (command === undefined && args === undefined && run !== undefined && run.command.length > 0 ? { args: [...run.command] } : undefined)),
};

interface Started {
  command: string[] | undefined;
  args: string[] | undefined;
  /** What the image starts, where it is known. */
  run: ImageRun | undefined;
}

function commands(folder: Parameters<EquivalenceOperator['offers']>[0], field: string, change: (started: Started) => { command?: string[]; args?: string[] } | undefined) {
  return containersIn(folder).flatMap(({ pod, container, path }) => {
    const changed = change({ command: texts(container['command']), args: texts(container['args']), run: runOf(container['image']) });
    if (changed === undefined) return [];
    const make = (): void => {
      for (const key of ['command', 'args'] as const) {
        Reflect.deleteProperty(container, key);
        if (changed[key] !== undefined && changed[key].length > 0) container[key] = changed[key];
      }
    };
    return [{ object: pod.name, field: `${path}.${field}`, make }];
  });
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
