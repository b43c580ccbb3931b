/** What a rollout says: what happened to its objects. */
export const rollout = {
  event: {
    created: (object: string) => `${object} was created`,
    ready: (object: string) => `${object} became ready`,
    unready: (object: string) => `${object} stopped being ready`,
    terminating: (object: string) => `${object} began to terminate`,
    gone: (object: string) => `${object} was gone`,
    restarted: (object: string, container: string, restarts: number) => `${object} restarted its container ${container} (restart ${restarts})`,
    scaled: (object: string, replicas: number) => `${object} was scaled to ${replicas}`,
    removed: (object: string) => `${object} was removed`,
    listed: (object: string) => `${object} was added to the endpoints`,
    unlisted: (object: string) => `${object} was removed from the endpoints`,
    markedUnready: (object: string) => `${object} was marked not ready among the endpoints`,
  },
} as const;
