import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/**
 * What an agent for logs is about, and every folder of the lesson may do: read the log files of
 * every node, whatever its taints, and keep what it must not forget in a folder there. Where Docker is the runtime, the log files are
 * links into its own folder, which agents mount everywhere; elsewhere it is empty.
 */
export const podNeeds: NonNullable<LessonOptions['podNeeds']> = { nodeFiles: ['/var/log/pods', '/var/log/pods/', '/var/lib/docker/containers', '/var/lib/docker/containers/'], nodeFolders: ['/var/lib/log-agent'], anyTaint: true };
