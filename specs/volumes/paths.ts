/** Paths that the lesson's text gives. */
export const paths = { starts: '/scratch/starts', diary: '/diary/starts', machineId: '/node/machine-id' } as const;
