import { roundSeconds } from '../duration.ts';

/** What is said about requests to programs and commands in containers. */
export const access = {
  within: (state: string, ms: number) => `${state}, within ${roundSeconds(ms)}`,
  lastResponse: (path: string, seen: string) => `the last response to GET ${path} was ${seen}`,
  response: (status: number, more: string) => `status ${status}${more}`,
  version: (version: string) => `, version ${version}`,
  pod: (pod: string) => `, pod ${pod}`,
  noResponse: (ms: number) => `no response within ${roundSeconds(ms)}`,
  inContainer: (command: string, container: string, what: string) => `${command} in ${container}: ${what}`,
  tooMuch: (megabytes: number) => `printed more than ${megabytes} MB`,
  notEnded: (ms: number) => `did not end within ${roundSeconds(ms)}`,
  interrupted: 'interrupted',
  closed: 'the connection closed before the end of the command was reported',
  notStarted: 'the command was not started',
} as const;
