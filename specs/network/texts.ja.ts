import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  clients: {
    'reader': '同じ Namespace の role=reader の Pod',
    'guest': '同じ Namespace の role=guest の Pod',
    'reader of partners': 'Namespace partner の role=reader の Pod',
    'guest of partners': 'Namespace partner の role=guest の Pod',
    'shut-in': 'role=shut-in の Pod',
    'namesake of partners': 'Namespace partner にある、アプリと同じラベルの Pod',
  },
  verdicts: { 'reached': '接続できた', 'refused': '接続が拒否された', 'timed out': '時間内に接続できなかった' },
  couldNotAsk: (why) => `確認できませんでした: ${why}`,
  mayReach: (client, target) => `${client}が ${target} に接続できること`,
  mayNotReach: (client, target) => `${client}が ${target} に接続できないこと`,
  connection: (client, target, verdict) => `${client} → ${target}: ${verdict}`,
  closing: {
    shut: (policy, server, client, port) => `NetworkPolicy ${policy} はラベル ${server} の Pod に適用されますが、${client} からポート ${port} への接続を許可するルールがありません。spec.ingress にルールを追加するか、spec.podSelector の対象を変えてください。許可されている接続元は \`kubectl describe networkpolicy ${policy}\` で確認できます。`,
    kept: (policy, client, server, port) => `NetworkPolicy ${policy} はラベル ${client} の Pod に適用されますが、${server} のポート ${port} への接続を許可するルールがありません。spec.egress にルールを追加するか、spec.podSelector の対象を変えてください。許可されている接続先は \`kubectl describe networkpolicy ${policy}\` で確認できます。`,
    mute: (policy, client) => `NetworkPolicy ${policy} はラベル ${client} の Pod に適用されますが、名前解決に使う UDP ポート 53 への接続を許可するルールがありません。spec.egress にルールを追加するか、spec.podSelector の対象を変えてください。許可されている接続先は \`kubectl describe networkpolicy ${policy}\` で確認できます。`,
    otherNamespace: '別の Namespace',
  },
};
