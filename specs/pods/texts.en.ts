/** What the checks of pods and their containers say. */
export const en = {
  answersOf: (names: string) => `an answer of each of these pods: ${names}`,
  answered: (names: string, last: string) => `answers of: ${names}; the last request: ${last}`,
  onlyOf: (names: string) => `answers of no other pods than: ${names}`,
  nobody: 'none',
  selectsNobody: 'the Service selects no pod',
  status: (status: number) => `status ${status}`,
  noStatus: 'no HTTP response',
  refused: 'connection refused',
  timedOut: 'no response in time',
  found: (selector: string) => `pods that the selector ${selector} finds`,
  noSelector: '(none)',
  addresses: 'addresses of its ready endpoints',
  hasNotRun: (container: string) => `${container} has not run`,
  notStarted: (container: string, why: string) => `${container} could not be started (${why})`,
  life: (container: string, from: string, to: string, exitCode: number) => `${container} ran from ${from} to ${to} (exit code ${exitCode})`,
  lifeSoFar: (container: string, from: string) => `${container} has been running since ${from}`,
} as const;
