import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './02-logging.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    prints: 'Pod `counter` の出力が、0 から番号を付けて 1 秒ごとに 1 行ずつ表示される',
    tail: '行数を指定すると、最後の行だけが表示される',
    previous: '再起動前に出力された行も、引き続き表示できる',
    ownStream: '2 つのログファイルが、0 から番号の付いた別々のストリームになる',
    complete: 'どちらのファイルも、先頭行から順に、欠けも重複もなく表示される',
    control: 'ボリュームを共有していないサイドカーには何も出力されない(ネガティブコントロール)',
    goesOn: '動き続ける: コンテナが終了せず、ハンズオンの間 Pod も終了しない',
    once: 'どのコンテナも一度しか起動しない',
    appStream: 'アプリのコンテナ自身のストリームにはログの行が出力されない',
    inTime: (seconds) => `書き込まれた行が ${seconds} 秒以内に表示される`,
    restart: 'サイドカーが再起動すると、ファイルがもう一度先頭行から表示され、何も失われない',
  },
  noStepOne: 'このフォルダーの Pod `counter` は 2 つのファイルに書き込む Pod です。標準出力に出力する Pod はフォルダーにありません',
  noFile: (form) => `コンテナ count のどのファイルにも \`${form}\` の形式の行がないため、書き込まれた時刻がわかりません`,
  linesShown: (count) => `\`kubectl logs --tail=${count}\` で表示される行数`,
  firstOfLast: '最後の数行のうち、最初の行の番号',
  notWritten: 'ほかのコンテナが終了を待つ init コンテナ',
  everyLine: (file) => `${file} のすべての行`,
  everyLineBefore: '再起動前のすべての行',
  within: (ms) => `書き込みから ${ms} ミリ秒以内にストリームに現れる行`,
  took: (ms) => `${ms} ミリ秒`,
  streamWithoutVolume: 'ボリュームのないサイドカーのストリーム',
  hints: {
    prints: 'コンテナ `count` が 1 秒ごとに `>>` なしの `echo "$i: $(date)"` で 1 行ずつ出力するようにしてください(i は 0 から)。`kubectl logs counter` の出力が番号 0 から始まることを確認してください。',
    previous: 'コンテナ `count` の出力先を標準出力にしてください。再起動前のコンテナのストリームは `kubectl logs counter --previous` で表示できます。',
    native: 'initContainers に置くサイドカーには `restartPolicy: Always` が必要です。指定しないと、サイドカーが終了するまで `count` は起動されません。',
    tail: (pod, sidecar, file) => `${sidecar} では \`tail -n +1 -F ${file}\` を実行し、ファイルを先頭行から表示し続けてください。\`-n +1\` がないと、tail は最後の 10 行から表示します。\`kubectl logs ${pod} -c ${sidecar}\` の出力が番号 0 から始まることを確認してください。`,
    apart: (pod, sidecar, file) => `サイドカー 1 つにつき、表示するファイルは 1 つだけにしてください。${sidecar} は ${file} を表示します。2 つのストリームは \`kubectl logs ${pod} -c count-log-1\` と \`-c count-log-2\` で比較できます。`,
    once: '必要なものがまだないときは、終了せずに待つようにしてください。ファイルより先に起動したサイドカーは、`tail -f` では終了しますが、`tail -F` ならファイルができるのを待ちます。再起動の回数は `kubectl get pods` に表示されます。',
    appStream: (pod) => `コンテナ \`count\` の出力先は 2 つのファイルだけにしてください(\`>> /var/log/1.log\`)。\`>>\` のない echo や \`tee\` の出力は、\`count\` 自身のログにもう一度保存されます。\`kubectl logs ${pod} -c count\` にログの行が表示されないことを確認してください。`,
    late: (pod, file) => `\`tail -F\` でファイル ${file} を追い続けてください(新しい行を 1 秒ごとに確認します)。待ち時間の長いループや、出力をバッファリングするプログラムでは間に合いません。\`kubectl logs ${pod} -f\` で、行が現れる様子を確認できます。`,
    restart: (pod, sidecar, file) => `${sidecar} が起動のたびに先頭行から表示するようにしてください: \`tail -n +1 -F ${file}\`。\`-n +1\` がないと、最後の 10 行しか表示されません。また、ファイルはコンテナ自身のファイルシステムではなく、コンテナが再起動しても残る emptyDir に置いてください。再起動後のストリームは \`kubectl logs ${pod} -c ${sidecar}\` で確認できます。`,
  },
};
