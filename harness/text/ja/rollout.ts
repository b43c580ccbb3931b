import type { Translation } from '../catalogue.ts';
import type { rollout as en } from '../en/rollout.ts';

export const rollout: Translation<typeof en> = {
  event: {
    created: (object) => `${object} が作成された`,
    ready: (object) => `${object} が Ready になった`,
    unready: (object) => `${object} が Ready でなくなった`,
    terminating: (object) => `${object} が終了し始めた`,
    gone: (object) => `${object} がなくなった`,
    restarted: (object, container, restarts) => `${object} のコンテナ ${container} が再起動した(${restarts} 回目)`,
    scaled: (object, replicas) => `${object} の replicas が ${replicas} になった`,
    removed: (object) => `${object} が削除された`,
    listed: (object) => `${object} がエンドポイントに加わった`,
    unlisted: (object) => `${object} がエンドポイントから外れた`,
    markedUnready: (object) => `${object} のエンドポイントが Ready でなくなった`,
  },
};
