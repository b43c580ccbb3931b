/** How long what looks wrong may still come right, in milliseconds, where several kinds of problems say the same. */

/** An object that is applied right after may still appear; what has failed once is tried again. */
export const soonMs = 4_000;
/** Another lesson may give back its room; what a workload has lost is made again. */
export const roomMs = 30_000;
