import type { Translation } from '../catalogue.ts';
import type { docker as en } from '../en/docker.ts';

export const docker: Translation<typeof en> = {
  notOnPath: 'コマンド `docker` が PATH にありません',
  late: (after) => `${after} 以内に応答しませんでした`,
  tooFull: (folder, left, needed) => `イメージを置くディスクの空きが足りません: ${folder} の空きは ${left}、必要なのは ${needed} です`,
  tooFullHint: 'ディスクの空きを増やしてください。`docker system df` で Docker の使用量を確認し、`docker image prune` で未使用のイメージを削除できます。',
  stillSilent: 'デーモンをインストールして起動しましたが、応答しません',
  stillSilentHint: '`docker info` の出力を確認してください。',
  denied: (why) => `このユーザーには Docker デーモンへのアクセス権がありません: ${why}`,
  deniedHint: 'ユーザーをグループ "docker" に追加するか(sudo usermod -aG docker "$USER" の後にログインし直す)、sudo を付けて実行してください。',
  silent: (why) => `Docker デーモンが応答しません: ${why}`,
  howToGet: {
    elsewhere: 'DOCKER_HOST または DOCKER_CONTEXT が起動中のデーモンを指しているかを確認するか、設定を解除してください。',
    mac: 'Docker Desktop(または colima)を起動するか、インストールしてください: https://docs.docker.com/desktop/setup/install/mac-install/',
    windows: 'Docker Desktop と WSL 2 の中で実行してください: https://docs.docker.com/desktop/features/wsl/',
    start: '起動してください: sudo systemctl start docker',
    install: (page) => `Docker Engine をインストールしてください: ${page}`,
    installAsRoot: (page) => `Docker Engine をインストールしてください: ${page} (root で実行すると Debian のパッケージからインストールされます)`,
  },
  raised: (name, from, to) => `${name} を ${from} から ${to} に増やしました(複数のノードに必要です)。`,
  tooLow: (name, now, needed) => `${name} は ${now} です。ノードが起動しない場合は増やしてください(sudo sysctl ${name}=${needed})。`,
  installing: (packages) => `Docker がないため、apt で ${packages} をインストールしています(CNDJP_DOCKER=never で禁止できます)。`,
  installingClient: (packages) => `Docker のクライアントがないため、apt で ${packages} をインストールしています(CNDJP_DOCKER=never で禁止できます)。`,
  startingUnit: 'Docker を起動しています: systemctl start docker',
  unitHint: '`journalctl -u docker` の出力を確認してください。',
  starting: (pid, log) => `Docker を起動しています: dockerd(プロセス ${pid}、出力は ${log})。終了後も動き続けます。`,
  unknown: '不明',
  ended: (how) => `${how} で終了しました`,
  exitCode: (code) => `終了コード ${code}`,
  notStarted: (why, lastLines) => `dockerd が起動しませんでした: ${why}\n${lastLines}`,
  logHint: (log) => `ログの全体は ${log} にあります。`,
};
