import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './14-registry.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    registry: 'TLS とユーザー認証のあるプライベートレジストリーがあり、ノードから利用できる',
    without: '認証情報のない Pod は起動せず、その理由を示す ErrImagePull になる',
    bySecret: '`imagePullSecrets` で認証情報を渡した Pod が起動する',
    wrong: 'パスワードが誤っている Pod は起動しない',
    byAccount: 'ServiceAccount から認証情報を得る Pod が起動する',
    elsewhere: '別の Namespace の Pod は、レジストリーに確認する場合もしない場合も、ノードにあるイメージを使えない',
    pinned: 'タグが別のイメージに付け替えられると別のイメージが動き、ダイジェストで指定すれば同じイメージが動く',
  },
  starts: '認証情報のない Pod が起動すること',
  startsWrong: 'パスワードが誤っている Pod が起動すること',
  startsElsewhere: (policy) => `別の Namespace にある \`imagePullPolicy: ${policy}\` の Pod が起動すること`,
  byTag: 'タグで指定して動いているイメージのダイジェスト',
  byDigest: 'ダイジェストで指定して動いているイメージのダイジェスト',
  otherHosts: (hosts) => `Secret にある認証情報の宛先: ${hosts}`,
  whiteSpace: 'Secret のユーザー名かパスワードの先頭または末尾に空白文字があります(echo が付ける改行など)',
  noRegistries: 'ノードのコンテナランタイムが /etc/containerd/certs.d を読み込みません。レジストリーの設定で config_path を指定してください',
  notHere: '専用のレジストリーを動かし、ノードに登録します',
  hints: {
    registry: 'このレッスンのレジストリーが起動しませんでした。理由は `kubectl describe pod -A -l app=own-registry` で確認できます。',
    bySecret: 'kubernetes.io/dockerconfigjson タイプの Secret registry に、registry.test:5000 (このホストをこのとおりに書きます)のユーザーとパスワードを書き、Pod の imagePullSecrets にその名前を指定してください。レジストリーの応答は `kubectl describe pod by-secret` で確認できます。',
    byAccount: (account) => `imagePullSecrets に Secret registry を指定した ServiceAccount で、Pod by-account を動かしてください(serviceAccountName)。\`kubectl describe serviceaccount ${account}\` で確認できます。`,
    always: 'このフォルダーの内容によるものではありません。ノードにあるイメージの認証情報も確認するのは Kubernetes 1.35 以降です(kubelet の imagePullCredentialsVerificationPolicy)。',
    pinned: 'このフォルダーの内容によるものではありません。タグは別のイメージに付け替えられる名前で、ダイジェストはイメージそのものを表します。',
  },
};
