import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/**
 * What an agent for logs is about, and every folder of the lesson may do: read the log files of
 * every node, whatever its taints, and keep what it must not forget in a folder there.
 */
export const podNeeds: NonNullable<LessonOptions['podNeeds']> = { nodeFiles: ['/var/log/pods', '/var/log/pods/'], nodeFolders: ['/var/lib/log-agent'], anyTaint: true };
