import { join, resolve } from 'node:path';
import { lessonFolders, workFolder } from '../process/checkout.ts';
import { asTaught, findLessons, selectLessons } from '../run/lessons.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { defined } from '../values/defined.ts';
import type { PodSecurity } from './learner-objects.ts';
import { requirePrefix } from './learner.ts';
import { InvalidValue, type CommandLine } from '../cli/command-line.ts';
import { baseAddress, filled, wholeNumber } from '../cli/values.ts';

const t = texts.workshop.learners;

/** What `npm run learners` was asked to do: to make some, to remove all, or to list them. */
export interface LearnersOptions {
  context: string;
  make?: number;
  remove: boolean;
  prefix: string;
  /** Absolute. */
  out: string;
  hours: number;
  podSecurity: PodSecurity;
  server?: string;
  /** Lessons whose PersistentVolumes each learner gets. */
  volumesOf: string[];
  folders: { ours: string };
}

export const learnersLine: CommandLine = {
  name: 'npm run learners --',
  about: t.about,
  options: [
    { flags: '--context <name>', about: t.context, read: filled },
    { flags: '--make <n>', about: t.make, read: wholeNumber(1, 500) },
    { flags: '--remove', about: t.remove },
    { flags: '--prefix <text>', about: t.prefix, read: filled, initial: 'learner-' },
    { flags: '--out <dir>', about: t.out, read: filled },
    { flags: '--hours <n>', about: t.hours, read: wholeNumber(1, 720), initial: 12 },
    { flags: '--pod-security <level>', about: t.podSecurity, read: podSecurity, initial: 'baseline' },
    { flags: '--volumes <lessons>', about: t.volumes, read: filled },
    { flags: '--server <url>', about: t.server, read: baseAddress },
  ],
  more: [{ heading: texts.cli.help.examples, lines: Object.values(t.examples) }],
};

function podSecurity(value: string): PodSecurity {
  if (value === 'privileged' || value === 'baseline' || value === 'restricted') return value;
  throw new InvalidValue(t.podSecurityValues);
}

/** The options as they were read from the command line. Throws EnvironmentError for what is missing or contradicts. */
export function learnersOptions(raw: Readonly<Record<string, unknown>>, cwd = process.cwd()): LearnersOptions {
  const { context, make, remove, prefix, out, hours, podSecurity: level, server, volumes } = raw as { volumes?: string; context?: string; make?: number; remove?: true; prefix: string; out?: string; hours: number; podSecurity: PodSecurity; server?: string };
  if (context === undefined) throw new EnvironmentError('--context', texts.verify.needed('--context'), t.neededHint);
  if (make !== undefined && remove === true) throw new EnvironmentError('--remove', t.either, t.neededHint);
  requirePrefix(prefix);
  const volumesOf = volumes === undefined ? [] : asTaught(selectLessons(findLessons(lessonFolders), volumes.split(',').map((each) => each.trim())));
  return {
    context, remove: remove === true, prefix, hours, podSecurity: level, volumesOf, folders: lessonFolders,
    out: out === undefined ? join(workFolder, 'learners', context.replaceAll(/[^A-Za-z0-9._-]/g, '_')) : resolve(cwd, out),
    ...defined({ make, server }),
  };
}
