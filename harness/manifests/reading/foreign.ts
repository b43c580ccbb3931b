import { basename } from 'node:path';
import type { Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';

const t = texts.reading.foreign;

/** API groups of files that other tools read, with what these are for. */
const groups: readonly [RegExp, Text][] = [
  [/^kustomize\.config\.k8s\.io\//, t.kustomization],
  [/^(kind\.x-k8s\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io)\//, t.clusterConfig],
  [/^skaffold\//, t.otherTool('Skaffold')],
];

/**
 * What a file is that lies beside manifests and is none: a kustomization, a part of a Helm chart, a file of Docker Compose, notes
 * in JSON. Undefined for what is a manifest, or was meant as one.
 *
 * @param file its path
 * @param value what it holds
 */
export function foreignFile(file: string, value: unknown): Text | undefined {
  const name = basename(file).toLowerCase();
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  const apiVersion = fields?.['apiVersion'];
  const group = typeof apiVersion === 'string' ? groups.find(([pattern]) => pattern.test(apiVersion)) : undefined;
  if (group !== undefined) return group[1];
  if (fields !== undefined && ('kind' in fields || 'metadata' in fields)) return fields['kind'] === 'Config' && 'clusters' in fields ? t.kubeconfig : undefined;
  if (/^kustomization\.ya?ml$/.test(name)) return t.kustomization;
  if (/^(chart|values)([.-][\w.-]+)?\.ya?ml$/.test(name)) return t.chart;
  if (/^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(name)) return t.compose;
  // JSON is also what notes and settings of other programs are written in; a manifest in it says at least its kind.
  return name.endsWith('.json') && (fields === undefined || !('apiVersion' in fields || 'spec' in fields)) ? t.json : undefined;
}

/** Whether a text is the template of a Helm chart rather than YAML. */
export function isHelmTemplate(text: string): boolean {
  return /\{\{-?\s*(?:\.(?:Values|Release|Chart)\b|include\b|template\b|toYaml\b|range\b|if\b|with\b|end\b|define\b)/.test(text);
}
