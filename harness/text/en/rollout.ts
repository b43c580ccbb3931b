/** What a rollout says: what happened to its objects, and why requests failed meanwhile. */
export const rollout = {
  event: {
    created: (object: string) => `${object} was created`,
    ready: (object: string) => `${object} became ready`,
    unready: (object: string) => `${object} stopped being ready`,
    terminating: (object: string) => `${object} began to terminate`,
    gone: (object: string) => `${object} was gone`,
    restarted: (object: string, container: string, restarts: number) => `${object} restarted its container ${container} (restart ${restarts})`,
    hookFailed: (object: string, container: string) => `the preStop hook of the container ${container} of ${object} failed`,
    scaled: (object: string, replicas: number) => `${object} was scaled to ${replicas}`,
    removed: (object: string) => `${object} was removed`,
    listed: (object: string) => `${object} was added to the endpoints`,
    unlisted: (object: string) => `${object} was removed from the endpoints`,
    markedUnready: (object: string) => `${object} was marked not ready among the endpoints`,
    stoppedServing: (object: string) => `the readinessProbe of ${object} failed while it terminated`,
  },
  verdict: {
    noneFailed: (total: number) => `all ${total} requests to succeed`,
    likely: (cause: string, fits: number, failed: number) => `likely cause: ${cause} (fits ${fits} of ${failed})`,
    likelyAround: (cause: string, fits: number, failed: number, pods: readonly string[]) => `likely cause: ${cause} (fits ${fits} of ${failed}, around ${pods.join(', ')})`,
    alsoPossible: (causes: readonly string[]) => `also possible: ${causes.join(', ')}`,
    lostIn: (phases: readonly string[]) => `lost in the phases ${phases.join(', ')}`,
    phase: (phase: string, lost: number) => `\`${phase}\` ${lost}`,
    fewestReady: (least: number) => `at least ${least} ready pods at every moment`,
    wasReady: (ready: number, fewest: number) => `${ready} ready; ${fewest} at the least`,
    wasReadyWhen: (ready: number, fewest: number, event: string) => `${ready} ready, when ${event}; ${fewest} at the least`,
    mostReplicas: (most: number) => `at most ${most} replicas at every moment, terminating pods not counted`,
    asked: (replicas: number) => `${replicas} were asked for`,
  },
  causes: {
    recreate: {
      name: 'the strategy Recreate',
      hint: 'With the strategy Recreate all old pods end before a new one starts: use RollingUpdate.',
    },
    allUnavailable: {
      name: 'a strategy that lets all pods be missing',
      hint: 'The strategy lets all pods be missing at once: set maxUnavailable to 0 and maxSurge to 1.',
    },
    noReadinessProbe: {
      name: 'no readiness probe',
      hint: 'Without a readinessProbe a new pod gets requests before it listens: add one that succeeds when the app can serve.',
    },
    noPreStop: {
      name: 'no preStop delay',
      hint: 'A terminating pod still gets requests until all nodes and ingress controllers know: give it a preStop sleep of a few seconds.',
    },
    hookInOneWord: {
      name: 'a preStop hook that is one text',
      hint: 'Write each word of the command as an item of its own, such as ["sleep", "5"]: kubelet takes a text with spaces for the name of one program, finds none, and the hook delays nothing. `kubectl get events` then shows FailedPreStopHook.',
    },
    hookFailed: {
      name: 'a preStop hook that fails',
      hint: 'The preStop hook fails, so it delays nothing: run its command by hand in the container (`kubectl exec`), or take what needs no program of the image: preStop: { sleep: { seconds: 5 } }. `kubectl get events` shows FailedPreStopHook.',
    },
    cutAtSigterm: {
      name: 'connections cut at SIGTERM',
      hint: 'Connections were cut when the app got SIGTERM: it must stop accepting and finish the requests that it has.',
    },
    signalNotPassedOn: {
      name: 'a shell that does not pass SIGTERM on',
      hint: 'A shell is process 1 of the container, gets SIGTERM and does not pass it on, so the program goes on until it is killed: start it with exec (`sh -c "exec node …"`), or without a shell.',
    },
    graceTooShort: {
      name: 'a grace period shorter than the longest request',
      hint: 'Pods were killed before their slowest requests were over: make terminationGracePeriodSeconds longer than preStop and the longest request together.',
    },
    leavesUnnoticed: {
      name: 'a terminating pod that stops before clients with its cookie are sent elsewhere',
      hint: 'Clients with the cookie of a terminating pod are sent to it until its readinessProbe fails: let the app say from SIGTERM on that it is not ready, and respond for longer than periodSeconds × failureThreshold.',
    },
    probeGoesOn: {
      name: 'a terminating pod whose readinessProbe goes on succeeding',
      hint: 'Clients with the cookie of a terminating pod are sent to it until its readinessProbe fails, and it never failed: let the probe ask what says "not ready" from SIGTERM on, not only whether the process lives.',
    },
    noticedLate: {
      name: 'a readinessProbe whose failure was noticed late',
      hint: 'Clients with the cookie of a terminating pod are sent to it until its readinessProbe fails. It failed later than its periodSeconds and failureThreshold say: the node was too busy. Let the app respond for longer, or run it again when there is less other work.',
    },
    ownResponse: {
      name: 'pods whose app responds with an error',
      hint: 'The app of these pods responds with an error itself: compare its env with that of the pods that respond well, and read its log.',
    },
    noRoute: {
      name: 'no pod behind the address',
      hint: 'No pod serves the address (404): check the selector of the Service, the labels of the pods and the Ingress.',
    },
    tooSlow: {
      name: 'responses that came too late',
      hint: 'Connections held, but the responses came too late: look at resources (CPU limits), at what the app waits for, and at what else keeps this machine busy.',
    },
  },
} as const;
