import { readFileSync } from 'node:fs';

/** All that one lesson's process knows about its run: written by the runner as JSON, named by `CNDJP_RUN_CONTEXT`. */
export interface RunContext {
  /** Unique per run, fit for a label and a name: `^[a-z][a-z0-9]{5,9}$`. */
  runId: string;
  lesson: string;
  cluster: {
    provider: 'kind' | 'context';
    name: string;
    /** Path of the kubeconfig file to read. */
    kubeconfig: string;
    /** Name of the context in that file. */
    context: string;
    /** Server version such as `v1.37.2`. */
    kubernetes: string;
  };
  /** Base address of the ingress controller seen from here, such as `http://127.0.0.1:18080`; absent: nobody said where it answers. */
  ingressUrl?: string;
  /** Where traffic is sent instead: the same ingress controller without Docker's proxy between. */
  trafficUrl?: string;
  /** Folders of lessons: the one under test, and ours, which lends what a lesson stands on. */
  manifests: { dir: string; ours: string };
  /** Absolute; evidence of a lesson goes to `<reportDir>/evidence/<lesson>/`. */
  reportDir: string;
  language: 'en' | 'ja';
  /** Leave namespaces and objects in place for a look. */
  keep: boolean;
  /** A regular expression: stop at the first test whose failure, as people read it, fits it. */
  bail?: Pick<RegExp, 'source' | 'flags'>;
}

/** Reads the context of this process. Throws a plain Error when the variable is missing: a spec was started by hand. */
export function readRunContext(env: NodeJS.ProcessEnv = process.env): RunContext {
  const path = env['CNDJP_RUN_CONTEXT'];
  if (path === undefined) throw new Error('CNDJP_RUN_CONTEXT is not set: start lessons with `npm test -- <lesson>`');
  return JSON.parse(readFileSync(path, 'utf8')) as RunContext;
}
