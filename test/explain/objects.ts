import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { KubeObject } from '../../harness/client/objects.ts';

/** The objects of a text, as if they stood in a file of a lesson's folder. */
export function manifestsOf(text: string, lesson = '04-mysql'): Manifest[] {
  return parseSources(text, `${lesson}/app.yaml`).map((source) => new Manifest(source.value() as KubeObject, source, lesson));
}

/** A Deployment of one container with these fields (flow YAML), and pods with these. */
export function deployment(container: string, pod = '', name = 'web'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: web:1.0
          ${container.replaceAll('\n', '\n          ')}
      ${pod.replaceAll('\n', '\n      ')}
---`;
}
