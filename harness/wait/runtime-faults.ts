import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';

const { hints } = texts.wait;

/** What the container runtime refuses, whether it makes a pod's sandbox or a container. */
interface RuntimeFault {
  /** The field of a pod's or of a container's securityContext. */
  field: 'runAsUser' | 'seccompProfile';
  hint: Text;
}

/** Words of the container runtime (containerd's CRI plugin), by what they are about. */
const faults: readonly (RuntimeFault & { words: RegExp })[] = [
  { words: /user group "[^"]*" is specified without user/, field: 'runAsUser', hint: hints.groupWithoutUser },
  { words: /seccomp profile/, field: 'seccompProfile', hint: hints.seccomp },
];

/** The part of a securityContext that the container runtime refuses by its words; undefined when they are about something else. */
export function runtimeFault(message = ''): RuntimeFault | undefined {
  return faults.find(({ words }) => words.test(message));
}
