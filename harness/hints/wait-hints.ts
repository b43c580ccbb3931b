import type { Text } from '../text/language.ts';

/** What to do about a state that does not come. */
export const waitHints = {
  late: (): Text => ({
    en: 'Look at what was last seen and at the events in the evidence.',
    ja: '最後に見えた状態と、証拠フォルダーのイベントを確認してください。',
  }),
  missing: (kind: string): Text => ({
    en: `Something expects this ${kind}: check its name, and that the folder has it.`,
    ja: `この ${kind} が必要です。名前が合っているか、フォルダーに入っているか確認してください。`,
  }),
  image: (): Text => ({
    en: 'Check the image name and tag for spelling, and that the cluster can get it.',
    ja: 'イメージ名とタグのつづり、クラスターから取得できるイメージかを確認してください。',
  }),
  imageNeverPull: (): Text => ({
    en: 'The image is not on the node and imagePullPolicy is Never: use IfNotPresent, or check the name.',
    ja: 'イメージがノードになく、imagePullPolicy が Never です。IfNotPresent にするか、名前を確認してください。',
  }),
  config: (): Text => ({
    en: 'The container refers to a Secret or ConfigMap (or a key in it) that is not there: compare the names.',
    ja: 'コンテナーが参照する Secret か ConfigMap、またはその中のキーがありません。名前を見比べてください。',
  }),
  crash: (): Text => ({
    en: "The container ends again and again: read its last lines in the evidence, then check command, args and env.",
    ja: 'コンテナーが繰り返し終了しています。証拠フォルダーのログの最後の行を読み、command、args、env を確認してください。',
  }),
  start: (): Text => ({
    en: 'The container cannot be started: check command, working directory and mounts.',
    ja: 'コンテナーを起動できません。command、作業ディレクトリー、マウントを確認してください。',
  }),
  user: (): Text => ({
    en: 'The image runs as root and runAsNonRoot forbids that: give the container a runAsUser, or take runAsNonRoot away.',
    ja: 'イメージは root で動きますが、runAsNonRoot で禁止されています。runAsUser を指定するか、runAsNonRoot を外してください。',
  }),
  probe: (): Text => ({
    en: 'The probe asks where nobody answers: compare its port and path with what the program listens on.',
    ja: 'プローブの問い合わせ先に応答するものがありません。ポートとパスを、プログラムが待ち受けているものと見比べてください。',
  }),
  probeCommand: (): Text => ({
    en: 'The command of the probe fails in the container: run it there by hand (`kubectl exec`) and read what it says.',
    ja: 'プローブのコマンドがコンテナーの中で失敗しています。`kubectl exec` で手で実行し、メッセージを確認してください。',
  }),
  containerName: (there: string): Text => ({
    en: `The names of containers are fixed by the lesson; the pod has: ${there}.`,
    ja: `コンテナーの名前はレッスンで決められています。この Pod にあるのは ${there} です。`,
  }),
  finished: (): Text => ({
    en: 'The container ran to its end, but it should go on running: check command and args.',
    ja: '動き続けるはずのコンテナーが終了しました。command と args を確認してください。',
  }),
  nodeChoice: (): Text => ({
    en: 'No node fits: compare nodeSelector, node affinity and the node affinity of the volume with the labels of the nodes.',
    ja: '条件に合うノードがありません。nodeSelector、ノードアフィニティ、ボリュームのノードアフィニティをノードのラベルと見比べてください。',
  }),
  room: (): Text => ({
    en: 'No node has enough room: lower the requests of the containers.',
    ja: '空きのあるノードがありません。コンテナーの requests を小さくしてください。',
  }),
  claimName: (): Text => ({
    en: 'Compare claimName with the name of the PersistentVolumeClaim.',
    ja: 'claimName と PersistentVolumeClaim の名前を見比べてください。',
  }),
  mount: (): Text => ({
    en: 'The volume cannot be mounted: check what it refers to.',
    ja: 'ボリュームをマウントできません。参照先を確認してください。',
  }),
  claimClass: (): Text => ({
    en: 'Write the same storageClassName in the PersistentVolume and in the PersistentVolumeClaim.',
    ja: 'PersistentVolume と PersistentVolumeClaim に同じ storageClassName を書いてください。',
  }),
  claimDefaultClass: (): Text => ({
    en: 'Without storageClassName the cluster gives the claim its default class and a new volume: write the class of your PersistentVolume into the claim.',
    ja: 'storageClassName を省くと、クラスターの既定クラスで新しいボリュームが作られます。PersistentVolume と同じクラスを書いてください。',
  }),
  claimSize: (): Text => ({
    en: 'The PersistentVolume must be at least as large as the claim asks.',
    ja: 'PersistentVolume の容量は、要求された大きさ以上でなければなりません。',
  }),
  claimModes: (): Text => ({
    en: 'The PersistentVolume must offer every access mode that the claim asks for.',
    ja: 'PersistentVolume は、要求されたアクセスモードをすべて備えていなければなりません。',
  }),
  claimOther: (): Text => ({
    en: 'Compare storageClassName, size, access modes, volumeName and selector of the claim with the PersistentVolume.',
    ja: 'storageClassName、容量、アクセスモード、volumeName、selector を PersistentVolume と見比べてください。',
  }),
  replicaFailure: (): Text => ({
    en: 'The cluster refuses the pods of this workload: the message names the field, quota or policy.',
    ja: 'クラスターがこのワークロードの Pod を拒否しています。メッセージにフィールド、クォータ、ポリシーの名前があります。',
  }),
  job: (): Text => ({
    en: "The Job's pods failed too often: read their last lines in the evidence.",
    ja: 'Job の Pod が失敗しすぎました。証拠フォルダーのログの最後の行を読んでください。',
  }),
} as const;
