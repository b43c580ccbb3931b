import type { Translation } from '../catalogue.ts';
import type { workshop as en } from '../en/workshop.ts';

export const workshop: Translation<typeof en> = {
  learners: {
    about: '受講者ごとに Namespace、アカウントとその Role、クォータ、kubeconfig を作成、または削除します。どちらも指定しなければ一覧を表示します。',
    context: 'kubeconfig のコンテキスト(主催者のもの)',
    make: '作成する受講者の数。既にある受講者の内容はそのままで、トークンだけが新しくなる',
    remove: 'このプレフィックスの受講者全員の Namespace と kubeconfig を削除する',
    prefix: 'Namespace 名の先頭部分',
    out: 'kubeconfig を書き出すフォルダー(デフォルト: .work の下)',
    hours: 'kubeconfig の有効時間(時間単位)。クラスターの設定により短くなることがある',
    podSecurity: '受講者の Pod に適用する Pod Security のレベル: privileged、baseline、restricted',
    podSecurityValues: 'privileged、baseline、restricted のいずれかを指定してください。',
    server: '受講者のマシンから見た API サーバーのアドレス(自分の kubeconfig のものと違う場合)',
    examples: {
      make: 'npm run learners -- --context kind-room --make 40     learner-01 から learner-40 までを作成する',
      remove: 'npm run learners -- --context kind-room --remove      全員を中身ごと削除する',
    },
    neededHint: '例: npm run learners -- --context kind-room --make 40',
    either: '作成と削除は同時に指定できません',
    badPrefix: (prefix) => `${prefix}01 という名前の Namespace は作れません`,
    badPrefixHint: '英小文字、数字、ハイフンを使い、英小文字か数字で始めてください。kube- は Kubernetes のものです。',
    notOurs: (name, label) => `Namespace ${name} は受講者のものではありません(ラベル ${label} がありません)`,
    notOursHint: '何も作成していません。別の --prefix を指定してください。',
    going: (name) => `Namespace ${name} は削除中です`,
    goingHint: (name) => `削除が終わってからやり直してください: kubectl get namespace ${name}`,
    made: (made, there) => `受講者を ${made} 人分作成しました${there === 0 ? '' : `(${there} 人分は既にありました)`}。`,
    kubeconfigs: (folder, until) => `kubeconfig: ${folder} (自分だけが読めます。有効期限: ${until})。受講者に 1 つずつ渡してください。`,
    localServer: (server) => `kubeconfig のアドレス ${server} にはこのマシンからしか接続できません。ほかのマシンの受講者には --server でアドレスを指定してください。`,
    use: (file, name) => `${name} として使うには: KUBECONFIG=${file} kubectl get pods`,
    removed: (count) => `受講者を ${count} 人分削除しました。`,
    left: (names) => `まだ削除中: ${names}。ファイナライザーが残っているか、Pod が終了していません。`,
    none: (prefix) => `名前が ${prefix} で始まる受講者はいません。`,
    there: (count, names) => `受講者 ${count} 人: ${names}`,
  },
};
