import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './12-authorization.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    there: 'リクエストの対象が存在する',
    matrix: (who, allowed, refused) => `${who}: 許可された ${allowed} 件のリクエストは成功し、ほかの ${refused} 件は、足りない権限を示して拒否される`,
    ownNamespace: '権限は、バインディングのある Namespace でだけ有効である',
    aggregated: 'ClusterRole は、指定したラベルを持つ ClusterRole から集約される(後から加わったものも含む)',
    real: '許可された操作が実際にできる',
    givesOn: '`bind` で指定された権限はほかに与えられ、バインディングを削除すると失われる',
    notMore: '自分にない権限は、バインディングでもロールでも与えられない',
    poses: 'ほかの人になりすますことはできない',
    tokens: 'ほかのアカウントのトークンの取得も、Pod でのコマンドの実行もできない',
  },
  judgedAs: (other) => `同じリクエストを ${other} の権限で判定した場合`,
  saidOf: (who, right) => `${who} の ${right} に対する SelfSubjectAccessReview の結果`,
  triedBy: (who, right, message) => `${who} の ${right} のリクエストの結果${message === '' ? '' : ` (${message})`}`,
  aSelector: 'ほかの ClusterRole を選ぶラベル(clusterRoleSelectors の matchLabels)',
  none: 'なし',
  dataOf: (object) => `${object} のデータ`,
  deleted: (object) => `削除後の ${object}`,
  givenOn: (role, message) => `delegate による ${role} へのバインディングのステータス${message === '' ? '' : ` (${message})`}`,
  bindingTo: (role) => `delegate が自分を ${role} にバインドするリクエスト`,
  roleWith: (right) => `delegate が権限 ${right} のロールを作るリクエスト`,
  posingAs: (who, other) => `${who} による、${other} としてのリクエスト`,
  posing: 'なりすましを許可された人による、ほかの人としてのリクエストのユーザー',
  tokenOf: (name) => `許可された人が取得した ${name} のトークンのユーザー`,
  exec: '許可された人が実行したコマンドの終了コード',
  hints: {
    matrix: (who, options) => `${who} には、レッスンで指定された権限だけを、動詞とリソースを 1 つずつ挙げて Role と RoleBinding で与えてください。アカウントの権限は \`kubectl auth can-i --list ${options}\` で確認できます。`,
    ownNamespace: '権限は RoleBinding で与えてください。RoleBinding の Namespace でだけ有効になります。`kubectl get rolebindings -A` ですべて確認できます。',
    aggregated: 'ClusterRole observe に `clusterRoleSelectors` を持つ `aggregationRule` を指定し、集約したい ClusterRole にそのラベルを付けてください。observe 自身にはルールを書かないでください。集約の結果は `kubectl get clusterrole observe -o yaml` で確認できます。',
    delegate: 'delegate には、roles と rolebindings の get、list、create、delete と、resourceNames で Role read-pods に限った `bind` を与えてください。`escalate` やほかのアカウントの権限は与えないでください。`kubectl auth can-i bind role/read-pods --as=system:serviceaccount:default:delegate` で確認できます。',
    poses: '動詞 `impersonate` は誰にも与えないでください。`kubectl auth can-i impersonate users --as=system:serviceaccount:default:reader` で確認できます。',
    tokens: 'serviceaccounts/token や pods/exec の `create` は誰にも与えないでください。`kubectl auth can-i create serviceaccounts --subresource=token --as=system:serviceaccount:default:delegate` で確認できます。',
  },
};
