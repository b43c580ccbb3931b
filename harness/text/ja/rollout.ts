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
    hookFailed: (object, container) => `${object} のコンテナ ${container} の preStop フックが失敗した`,
    scaled: (object, replicas) => `${object} の replicas が ${replicas} になった`,
    removed: (object) => `${object} が削除された`,
    listed: (object) => `${object} がエンドポイントに加わった`,
    unlisted: (object) => `${object} がエンドポイントから外れた`,
    markedUnready: (object) => `${object} のエンドポイントが Ready でなくなった`,
    stoppedServing: (object) => `終了中の ${object} の readinessProbe が失敗した`,
  },
  verdict: {
    noneFailed: (total) => `${total} 件のリクエストがすべて成功すること`,
    likely: (cause, fits, failed) => `推定原因: ${cause}(${failed} 件中 ${fits} 件に該当)`,
    likelyAround: (cause, fits, failed, pods) => `推定原因: ${cause}(${failed} 件中 ${fits} 件に該当、関係する Pod: ${pods.join(', ')})`,
    alsoPossible: (causes) => `ほかに考えられる原因: ${causes.join('、')}`,
    lostIn: (phases) => `失われたリクエスト(フェーズ別): ${phases.join('、')}`,
    phase: (phase, lost) => `\`${phase}\` ${lost} 件`,
    fewestReady: (least) => `Ready の Pod が常に ${least} 個以上あること`,
    wasReady: (ready, fewest) => `Ready の Pod が ${ready} 個、最少で ${fewest} 個`,
    wasReadyWhen: (ready, fewest, event) => `${event}とき Ready の Pod が ${ready} 個、最少で ${fewest} 個`,
    mostReplicas: (most) => `replicas の合計が常に ${most} 以下であること(終了中の Pod を除く)`,
    asked: (replicas) => `合計 ${replicas} が要求されました`,
  },
  causes: {
    recreate: {
      name: 'strategy が Recreate',
      hint: 'strategy が Recreate だと、新しい Pod が起動する前に古い Pod がすべて終了します。RollingUpdate を使ってください。',
    },
    allUnavailable: {
      name: 'すべての Pod の不在を許す strategy',
      hint: 'すべての Pod が同時にいなくなってもよい設定です。maxUnavailable を 0、maxSurge を 1 にしてください。',
    },
    noReadinessProbe: {
      name: 'readinessProbe がない',
      hint: 'readinessProbe がないと、新しい Pod が待ち受けを始める前にリクエストが届きます。アプリが応答できるときに成功する readinessProbe を付けてください。',
    },
    noPreStop: {
      name: 'preStop による待ち時間がない',
      hint: '終了する Pod にも、すべてのノードと Ingress コントローラーに伝わるまではリクエストが届きます。preStop で数秒 sleep させてください。',
    },
    hookInOneWord: {
      name: '1 つの文字列になっている preStop のコマンド',
      hint: 'コマンドは ["sleep", "5"] のように、単語ごとに 1 項目ずつ書いてください。スペースを含む文字列はそれ全体が 1 つのプログラムの名前とみなされ、見つからないため preStop の待ち時間がなくなります(`kubectl get events` に FailedPreStopHook が表示されます)。',
    },
    hookFailed: {
      name: '失敗する preStop フック',
      hint: 'preStop フックが失敗するため、終了の待ち時間がありません。コマンドをコンテナの中で手で実行して(`kubectl exec`)確認するか、イメージのプログラムを使わない preStop: { sleep: { seconds: 5 } } を使ってください(`kubectl get events` に FailedPreStopHook が表示されます)。',
    },
    cutAtSigterm: {
      name: 'SIGTERM での接続切断',
      hint: 'アプリが SIGTERM を受けたときに接続が切れました。新しい接続の受け付けをやめ、処理中のリクエストを終えてから終了する必要があります。',
    },
    signalNotPassedOn: {
      name: 'SIGTERM を伝えないシェル',
      hint: 'コンテナのプロセス 1 がシェルで、受け取った SIGTERM をプログラムに伝えないため、プログラムは強制終了されるまで動き続けます。exec を付けて起動するか(`sh -c "exec node …"`)、シェルを使わずに起動してください。',
    },
    graceTooShort: {
      name: '最も長いリクエストより短い猶予期間',
      hint: '処理中のリクエストが終わる前に Pod が強制終了されました。terminationGracePeriodSeconds を、preStop と最も長いリクエストの合計より長くしてください。',
    },
    leavesUnnoticed: {
      name: 'Cookie を持つクライアントがほかの Pod に移る前に終了する Pod',
      hint: '終了中の Pod の Cookie を持つクライアントは、その readinessProbe が失敗するまで同じ Pod に送られます。SIGTERM を受けたら Ready でないと答え、periodSeconds × failureThreshold より長く応答を続けるようにしてください。',
    },
    probeGoesOn: {
      name: '終了中も readinessProbe が成功し続ける Pod',
      hint: '終了中の Pod の Cookie を持つクライアントは、その readinessProbe が失敗するまで同じ Pod に送られますが、一度も失敗しませんでした。プロセスが動いているかだけでなく、SIGTERM を受けたら Ready でないと答えるパスを readinessProbe に指定してください。',
    },
    noticedLate: {
      name: 'readinessProbe の失敗が検出されるまでの遅れ',
      hint: '終了中の Pod の Cookie を持つクライアントは、その readinessProbe が失敗するまで同じ Pod に送られます。失敗が検出されたのは periodSeconds と failureThreshold から見込まれる時間より後で、ノードの負荷が高すぎました。アプリが応答を続ける時間を長くするか、ほかの処理が少ないときに実行し直してください。',
    },
    ownResponse: {
      name: 'アプリ自身がエラーを返す Pod',
      hint: 'これらの Pod ではアプリ自身がエラーを返しています。正しく応答する Pod と env を比べ、ログを読んでください。',
    },
    noRoute: {
      name: '宛先の Pod がない',
      hint: '宛先の Pod がありませんでした(404)。Service の selector、Pod のラベル、Ingress を確認してください。',
    },
    tooSlow: {
      name: '応答の遅れ',
      hint: '接続はできても応答が間に合いませんでした。resources(CPU の上限)、アプリが何を待っているか、ほかに何がこのマシンを使っているかを確認してください。',
    },
  },
};
