import type { LessonOptions } from '../../harness/lesson/lesson-options.ts';

/** The token of the pod: whom it is for, and seconds until it ends. */
export const token = { audience: 'vault', seconds: 600 } as const;

/** What the lesson is about, and every folder of it may do: read one file of the node, and have a token for somebody else than the API server. */
export const podNeeds: NonNullable<LessonOptions['podNeeds']> = { nodeFiles: ['/etc/machine-id'], audiences: [token.audience] };
