import type { Text } from '../text/language.ts';

/** What to do about a folder or file that cannot be read or that the API server refuses. */
export const manifestHints = {
  emptyFolder: (folder: string): Text => ({
    en: `Put the lesson's manifests into ${folder}.`,
    ja: `このレッスンのマニフェストを ${folder} に置いてください。`,
  }),
  yaml: (): Text => ({
    en: 'Correct the file: look at indentation, quotes and colons on that line and the one above.',
    ja: 'ファイルを直してください。その行と直前の行の字下げ、引用符、コロンを確認しましょう。',
  }),
  notAnObject: (): Text => ({
    en: 'A Kubernetes object begins with apiVersion, kind and metadata.',
    ja: 'Kubernetes のオブジェクトは apiVersion、kind、metadata から始まります。',
  }),
  missingFields: (fields: string): Text => ({
    en: `Add ${fields} to the object.`,
    ja: `オブジェクトに ${fields} を書き足してください。`,
  }),
  duplicate: (): Text => ({
    en: 'Remove one of the two, or give it another name.',
    ja: 'どちらか一方を消すか、別の名前にしてください。',
  }),
  missingObject: (kind: string, name: string, folder: string): Text => ({
    en: `Add a ${kind} named ${name} to the folder ${folder}.`,
    ja: `フォルダー ${folder} に ${name} という名前の ${kind} を追加してください。`,
  }),
  missingKey: (object: string, key: string): Text => ({
    en: `Name a key that ${object} has, or add ${key} to its data.`,
    ja: `${object} にあるキーを書くか、${object} に ${key} を追加してください。`,
  }),
  similarName: (meant: string, written: string): Text => ({
    en: `Did you mean ${meant} instead of ${written}? Names are fixed by the lesson.`,
    ja: `${written} ではなく ${meant} ではありませんか。名前はレッスンで決められています。`,
  }),
  didYouMean: (meant: string): Text => ({
    en: `Did you mean \`${meant}\`?`,
    ja: `\`${meant}\` の書き間違いではありませんか。`,
  }),
  unknownField: (known: string): Text => ({
    en: `Remove the field, or correct its name or indentation. Known here: ${known}.`,
    ja: `フィールドを消すか、名前か字下げを直してください。ここで使えるもの: ${known}`,
  }),
  correctField: (): Text => ({
    en: 'Correct the name, the indentation or the value of that field, then run again.',
    ja: 'そのフィールドの名前、字下げ、値を直して、もう一度実行してください。',
  }),
  correctValue: (): Text => ({
    en: 'Correct the value of that field as the message says.',
    ja: 'メッセージに従って、そのフィールドの値を直してください。',
  }),
  noVolume: (volumes: string, names: string): Text => ({
    en: `A mount names a volume of its pod: ${volumes} has ${names === '' ? 'none' : names}.`,
    ja: `volumeMounts の name には Pod の ${volumes} にある名前を書きます（${names === '' ? '今は一つもありません' : `今あるのは ${names}`}）。`,
  }),
  selectorLabels: (): Text => ({
    en: 'Every label in spec.selector.matchLabels must be among the labels of the pods, spec.template.metadata.labels.',
    ja: 'spec.selector.matchLabels のラベルは、すべて Pod のラベル（spec.template.metadata.labels）にも書いてください。',
  }),
  servedAs: (kind: string, versions: string): Text => ({
    en: `Write \`apiVersion: ${versions}\`: that is where this cluster serves ${kind} now. Fields may have changed too.`,
    ja: `\`apiVersion: ${versions}\` と書いてください。このクラスターでは ${kind} は今そこにあります。フィールドも変わっているかもしれません。`,
  }),
  unknownKind: (kind: string): Text => ({
    en: `No API version of this cluster has the kind ${kind}. Check its spelling; the lessons need no custom resources.`,
    ja: `このクラスターのどの API バージョンにも ${kind} という kind はありません。つづりを確認してください。カスタムリソースは使いません。`,
  }),
  clusterWide: (kind: string): Text => ({
    en: `${kind} belongs to the whole cluster and the lesson does not need one: take it out of the folder.`,
    ja: `${kind} はクラスター全体に属し、このレッスンでは不要です。フォルダーから外してください。`,
  }),
  forbidden: (): Text => ({
    en: 'Something on the cluster forbids this object (permissions, a quota or an admission policy); the message names it.',
    ja: 'クラスター側の制限(権限、クォータ、アドミッションポリシー)で拒否されました。メッセージに理由が書かれています。',
  }),
} as const;
