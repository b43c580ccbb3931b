import type { Translation } from '../../harness/text/catalogue.ts';
import type { en } from './texts.en.ts';

export const ja: Translation<typeof en> = {
  asksAndOffers: (claim, asks, volume, offers) => `PersistentVolumeClaim/${claim} の要求: ${asks}; PersistentVolume/${volume} の内容: ${offers}`,
  overfull: (folder, limit) => `${folder} に、ボリュームの上限(${limit})を超える量があること`,
  noLimit: 'sizeLimit なし',
  holds: (kib) => `${kib} KiB`,
  notMeasured: (why) => `測定できません: ${why}`,
  lines: (count) => `${count} 行`,
  fileSystem: (path) => `${path} のファイルシステムの種類(tmpfs はメモリー)`,
  size: (path) => `${path} のファイルシステムの容量(バイト)`,
  content: (path) => `${path} の内容`,
  mode: (path) => `${path} のモード`,
  startsWith: (lines) => `${lines} で始まる内容`,
  evicted: 'kubelet により退避済み',
  classes: (names) => `フォルダーにあるもの: ${names.length === 0 ? 'StorageClass なし' : names.join(', ')}`,
  hints: {
    decimalMode: (written, found, meant) => `モードは、先頭に 0 を付けて書くか、10 進数で書きます。${written} は 10 進数とみなされ、8 進数では ${found} です。${meant} または ${Number.parseInt(meant, 8)} と書いてください。`,
    reserved: (claim) => `spec.claimRef は書かないでください。PersistentVolumeClaim ${claim} のために予約されたボリュームは、Pod を待たずにバインドされます。別の Namespace が書いてあれば、バインドされることはありません。`,
    ownSubPath: 'どの Pod でも同じ subPath を使うか、subPath を使わないでください。subPathExpr では新しい Pod ごとにフォルダーが変わることがあり、書いたものは前の Pod のフォルダーに残ります。マウントは `kubectl get pod diary -o yaml` で確認できます。',
    binding: 'PersistentVolumeClaim の条件に合うボリュームを確認してください。すべての条件(storageClassName、accessModes、容量、ラベル、volumeName)を満たすボリュームのうち、最も小さいものにバインドされます。`kubectl get pvc,pv` と `kubectl describe pvc` で両方を比較できます。',
  },
};
