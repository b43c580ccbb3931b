import type { Translation } from '../catalogue.ts';
import type { plot as en } from '../en/plot.ts';

export const plot: Translation<typeof en> = {
  failed: '失敗',
  requests: 'リクエスト / 秒',
  latency: 'レイテンシ(ms)',
  seconds: '秒',
  pods: 'Pod',
  wanted: (version) => `${version} 希望数`,
  notReady: 'Pod(Ready でない)',
  ready: 'Ready',
  terminating: '終了中',
  endpoint: 'エンドポイントに追加',
  endpointNoMore: 'エンドポイントから削除',
  summary: {
    all: (title, course, seconds, numbers) => `${title}: ${course === '' ? '' : `${course}、`}${seconds} 秒、${numbers}`,
    numbers: (requests, failed, p50, p99) => `リクエスト ${requests} 件、失敗 ${failed} 件、p50 ${p50}、p99 ${p99}`,
    pods: (ready, most) => `、Ready の Pod は最少 ${ready} 個、Pod は最大 ${most} 個`,
  },
};
