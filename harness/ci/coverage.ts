/** The part of c8's `coverage-summary.json` that is read here: by file, `total` besides. */
export type CoverageSummary = Record<string, { lines: { total: number; covered: number } }>;

/** Rooms whose lines the unit tests must reach, and how many of a hundred. */
const bounds: readonly { room: string; least: number }[] = [
  { room: 'harness', least: 85 },
  // What deletes data, and what every lesson waits with.
  { room: 'harness/objects', least: 90 },
  { room: 'harness/cleanup', least: 90 },
];

/** One line a room, and whether each reaches its bound. `root`: the folder of the checkout, as the summary's absolute paths begin. */
export function judgeCoverage(summary: CoverageSummary, root: string): { lines: string[]; enough: boolean } {
  const rooms = bounds.map(({ room, least }) => {
    const files = Object.entries(summary).filter(([file]) => file.startsWith(`${root}/${room}/`)).map(([, { lines }]) => lines);
    const total = files.reduce((sum, { total: all }) => sum + all, 0);
    const percent = total === 0 ? 0 : (files.reduce((sum, { covered }) => sum + covered, 0) / total) * 100;
    return { enough: percent >= least, line: `${room}: ${percent.toFixed(1)} % of ${total} lines covered by unit tests, at least ${least} % wanted` };
  });
  return { lines: rooms.map(({ line }) => line), enough: rooms.every(({ enough }) => enough) };
}
