import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './15-image-policy.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    stands: 'ポリシーが許可する Pod は動き、ほかのレジストリの Pod は拒否される',
    admits: '指定したレジストリのイメージを、タグでもダイジェストでも許可する',
    registries: 'ほかのレジストリのイメージを、よく似た名前のものも含めて拒否する',
    tags: 'バージョンがひとりでに変わるイメージを拒否する',
    places: 'Pod のすべてのイメージを調べる: コンテナ、Init コンテナ、サイドカー、ボリューム',
    debug: '動いている Pod に追加されるコンテナ(kubectl debug)も調べる',
    makers: 'そのような Pod を作るものを、適用の時点で拒否する',
    changed: 'そのようなイメージへの更新を拒否する',
    warns: 'ダイジェストのないイメージについて警告し、許可する',
  },
  refuses: 'ポリシーによって拒否される',
  admits: (what) => `${what} を許可する`,
  imageIn: (place) => `${place} のイメージ`,
  changedTo: (image) => `Pod のイメージを ${image} にする変更`,
  kindChangedTo: (kind, image) => `${kind} のイメージを ${image} にする変更`,
  stillRuns: 'Pod のコンテナが動き続けているか',
  refusedAnyway: (message) => `このクラスターは、ポリシーがなくてもすべて拒否する: ${message}`,
  warning: 'ポリシー pinned-images の警告',
  noWarning: 'なし',
  warningsAbout: (image) => `${image} についての警告`,
  hints: {
    ready: '`args: [sleep, infinity]` のように、動き続けるプログラムを Pod で実行してください。何が妨げているかは `kubectl describe pod trusted` で確認できます。',
    bound: 'ポリシーは、ValidatingAdmissionPolicyBinding が `policyName` でその名前を指定し、`validationActions: [Deny]` と書くまで何も判定しません。`matchResources` は対象を狭めます。どのバインディングがあるかは `kubectl get validatingadmissionpolicybindings` で確認できます。',
    admits: 'docker.io/library(busybox のような短い名前もこれに含まれます)と registry.k8s.io のイメージで、latest 以外のタグかダイジェストのあるものについて、式が真になるようにしてください。省略できるフィールドには `.?field.orValue([])` が必要です。何と言われるかは `kubectl run try --image=busybox:1.37 --dry-run=server` で確認できます。',
    registries: 'イメージの名前全体を、^ から $ まで、レジストリの名前と照合してください。先頭だけ、または最初のコロンより前だけを見る式は、ほかのレジストリを通してしまいます。`kubectl run try --image=registry.example.com:5000/busybox:1.37 --dry-run=server` が拒否されなければなりません。',
    tags: 'ダイジェスト(`@sha256:` と 64 桁)か、latest 以外のタグを求めてください。タグがなければ latest とみなされ、コロンはポート番号の前にも現れます。`kubectl run try --image=busybox --dry-run=server` が拒否されなければなりません。',
    places: '`containers`、`initContainers`、`ephemeralContainers` のイメージに加えて、ボリュームのイメージ(`volumes[].image.reference`)も調べてください。そこにイメージを書いた Pod は `kubectl apply --dry-run=server -f` で拒否されなければなりません。',
    debug: '`matchConstraints.resourceRules` に `pods/ephemeralcontainers` を操作 UPDATE とともに書き、`spec.ephemeralContainers` を調べてください。`kubectl debug trusted --image=registry.example.com/busybox:1.37` が拒否されなければなりません。',
    makers: 'Pod を作る種類(deployments、replicasets、statefulsets、daemonsets、jobs、cronjobs、replicationcontrollers、podtemplates)も `matchConstraints.resourceRules` に書き、それぞれの場所にあるテンプレートを調べてください。`kubectl create deployment try --image=registry.example.com/busybox:1.37 --dry-run=server` が拒否されなければなりません。',
    changed: '各ルールの `operations` に UPDATE を加えてください。動いている Pod のイメージも、Pod を作成するもののイメージも変更できます。`kubectl set image pod/trusted app=registry.example.com/busybox:1.37 --dry-run=server` が拒否されなければなりません。',
    warns: 'ValidatingAdmissionPolicyBinding pinned-images に `validationActions: [Warn, Audit]` と書いてください。ルールに反した人には知らされますが、止められはしません。警告は `kubectl run try --image=busybox:1.37 --dry-run=server` で確認できます。',
    pinned: 'ダイジェスト(`@sha256:` と 64 桁)のあるイメージについては式が真になるようにしてください。そうでないと、誰もがいつまでも警告されます。',
  },
};
