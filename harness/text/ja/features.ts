import type { Translation } from '../catalogue.ts';
import type { features as en } from '../en/features.ts';

export const features: Translation<typeof en> = {
  audit: 'このクラスターは監査ログを記録していません。kube-apiserver に --audit-policy-file と --audit-log-path を指定して起動してください',
  encryption: 'このクラスターは保存するデータを暗号化していません。kube-apiserver に --encryption-provider-config を指定して起動してください',
  logRotation: 'このクラスターのノードは、コンテナのログをデフォルトの 10Mi でローテーションするため、時間がかかりすぎます。kubelet の containerLogMaxSize を小さくしてください',
  registry: 'このクラスターにはローカルレジストリの情報がありません。kube-public に ConfigMap local-registry-hosting を作成してください(KEP-1755)',
  networkPolicy: 'このクラスターでは NetworkPolicy が適用されません。Calico や Cilium など、対応するネットワークプラグインをインストールしてください',
  networkPolicyUnknown: (why) => `このクラスターで NetworkPolicy が適用されるかを確認できませんでした: ${why}`,
  noConnection: (verdict) => `ポリシーがない状態での Pod 間の接続: ${verdict}`,
  apiServerOutOfSight: (lacks) => `${lacks}(kube-system に kube-apiserver の Pod が見つかりません)`,
  cannotAsk: (feature, reason) => `このクラスターに \`${feature}\` があるかを確認できませんでした: ${reason}`,
  verdicts: { reached: '成功', refused: '拒否', 'timed out': 'タイムアウト' },
  asking: (feature) => `クラスターに \`${feature}\` があるかを確認しています`,
};
