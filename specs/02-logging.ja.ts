import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './02-logging.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    writes: '2 つのログファイルに、0 から番号を付けて 1 秒ごとに 1 行ずつ書き込む',
    ownStream: 'ログファイルごとに別々のストリームになる',
    complete: 'どちらのファイルも、先頭行から順に、欠けも重複もなく表示される',
    appStream: 'アプリのコンテナ自身のストリームには何も出力されない',
    inTime: (seconds) => `書き込まれた行が ${seconds} 秒以内に表示される`,
    restart: 'サイドカーが再起動すると、ファイルがもう一度先頭行から表示され、何も失われない',
    control: 'ボリュームをマウントしていないサイドカーには何も出力されない(ネガティブコントロール)',
  },
  runsOn: (container) => `コンテナ ${container} が再起動せずに動き続けること`,
  threeLines: (file) => `数秒後にコンテナ count の ${file} に 3 行`,
  lines: (count) => `${count} 行`,
  has: (container, mounts) => `${container}: ${mounts}`,
  sharedVolume: (file, sidecar) => `count と ${sidecar} が共有するボリューム上の ${file}`,
  mountedWhere: (volume, sidecar, file) => `${sidecar} が ${file} を探す場所にボリューム ${volume} がマウントされていること`,
  everyLine: (file) => `${file} のすべての行`,
  everyLineBefore: '再起動前のすべての行',
  within: (ms) => `書き込みから ${ms} ミリ秒以内にストリームに現れる行`,
  took: (ms) => `${ms} ミリ秒`,
  streamWithoutVolume: 'ボリュームのないサイドカーのストリーム',
  hints: {
    mount: 'ボリューム `varlog` を 3 つのコンテナすべての /var/log にマウントしてください。ほかのコンテナから読めるのは、共有ボリュームにあるファイルだけです。各コンテナのマウントは `kubectl describe pod counter` で確認できます。',
    tail: (sidecar, file) => `${sidecar} では \`tail -n +1 -F ${file}\` を実行し、ファイルを先頭行から表示し続けてください。\`-n +1\` がないと、tail は最後の 10 行から表示します。\`kubectl logs counter -c ${sidecar}\` の出力が番号 0 から始まることを確認してください。`,
    apart: (sidecar, file) => `サイドカー 1 つにつき、表示するファイルは 1 つだけにしてください。${sidecar} は ${file} を表示します。2 つのストリームは \`kubectl logs counter -c count-log-1\` と \`-c count-log-2\` で比較できます。`,
    appStream: 'コンテナ `count` の出力先は 2 つのファイルだけにしてください(`>> /var/log/1.log`)。`>>` のない echo や `tee` の出力は、`count` 自身のログに出てしまいます。`kubectl logs counter -c count` で何も表示されないことを確認してください。',
    goesOn: 'どのコンテナも終了しないようにしてください。書き込み側は無限ループにし、サイドカーは `cat` ではなく `tail -F` でファイルを追い続けます。livenessProbe で再起動されないことも確認してください。再起動の回数は `kubectl get pod counter` に表示されます。',
    late: (file) => `\`tail -F ${file}\` でファイルを追い続けてください(新しい行を 1 秒ごとに確認します)。待ち時間の長いループや、出力をバッファリングするプログラムでは間に合いません。`,
    restart: (sidecar, file) => `${sidecar} が起動のたびに先頭行から表示するようにしてください: \`tail -n +1 -F ${file}\`。\`-n +1\` がないと、最後の 10 行しか表示されません。また、ファイルはコンテナ自身のファイルシステムではなく、コンテナが再起動しても残る emptyDir \`varlog\` に置いてください。`,
    format: (file, form) => `コンテナ \`count\` が 1 秒ごとに ${file} へ \`${form}\` の形式で 1 行ずつ書き込むようにしてください(i は 0 から)。先頭の行は \`kubectl exec counter -c count -- head -n 3 ${file}\` で確認できます。`,
  },
};
