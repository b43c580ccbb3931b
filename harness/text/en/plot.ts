/** What is written in and beside the plots of rollouts. */
export const plot = {
  failed: 'failed',
  requests: 'requests / s',
  latency: 'latency, ms',
  seconds: 'seconds',
  pods: 'pods',
  wanted: (version: string) => `${version} wanted`,
  notReady: 'pod not ready',
  ready: 'ready',
  terminating: 'terminating',
  endpoint: 'endpoint added',
  endpointNoMore: 'endpoint removed',
  summary: {
    all: (title: string, course: string, seconds: number, numbers: string) => `${title}: ${course === '' ? '' : `${course} in `}${seconds} s, ${numbers}`,
    numbers: (requests: number, failed: number, p50: string, p99: string) => `${requests} requests, ${failed} failed, p50 ${p50}, p99 ${p99}`,
    pods: (ready: number, most: number) => `, ${ready} or more pods ready, ${most} at most`,
  },
} as const;
