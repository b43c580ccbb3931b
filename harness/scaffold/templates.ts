/** The object of a new lesson: a pod that leaves a greeting, and is ready when it has. */
export function manifest(topic: string): string {
  return `# One container that writes a greeting and then only stays:
#
#   kubectl exec ${topic} -- cat /tmp/greeting
apiVersion: v1
kind: Pod
metadata:
  name: ${topic}
spec:
  # A shell that is process 1 does not hear SIGTERM: do not wait the usual 30 s for it.
  terminationGracePeriodSeconds: 1
  containers:
    - name: ${topic}
      image: busybox:1.37
      imagePullPolicy: IfNotPresent
      args:
        - /bin/sh
        - -c
        - |
          echo hello > /tmp/greeting
          while true; do sleep 60; done
      # Ready means that there is something to read.
      readinessProbe:
        exec: { command: [test, -s, /tmp/greeting] }
        periodSeconds: 1
      resources:
        requests: { cpu: 10m, memory: 8Mi }
        limits: { memory: 32Mi }
`;
}

/** What the text of a new lesson tells a learner to use. */
export function contract(topic: string): string {
  return `# What the lesson's text tells the learner to use; everything else is the learner's choice.
objects:
  - object: Pod/${topic}
    for: { en: the pod that leaves a greeting, ja: 挨拶を書き残す Pod }
fixed:
  - { what: { en: file of the greeting, ja: 挨拶のファイル }, value: /tmp/greeting }
`;
}

/** What a new lesson proves. */
export function spec(lesson: string, topic: string): string {
  return `import type { Given } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { en } from './${lesson}.en.ts';
import { ja } from './${lesson}.ja.ts';

const t = catalogue(en, ja);

lesson('${lesson}', (given: Given) => {
  const greeting = { on: 'Pod/${topic}', field: 'spec.containers[${topic}].args', hint: t.hints.greeting } as const;
  const ready = () => given.pod('${topic}').ready({ starts: 'at once', blame: greeting });

  test(t.tests.starts, { precondition: true, effect: 'reads' }, async () => {
    await ready();
  });

  test(t.tests.greets, { effect: 'reads' }, async () => {
    const { stdout } = await (await ready()).container('${topic}').exec(['cat', '/tmp/greeting']);
    given.expect(stdout.trim(), { ...greeting, what: t.greeting }).to.equal('hello');
  });
});
`;
}

/** What a new lesson says, in English. */
export function english(topic: string): string {
  return `export const en = {
  tests: {
    starts: 'starts',
    greets: 'leaves a greeting',
  },
  greeting: 'content of /tmp/greeting',
  hints: {
    greeting: 'Let the container ${topic} write hello to /tmp/greeting with echo, before the loop that keeps it running.',
  },
} as const;
`;
}

/** The same in Japanese. */
export function japanese(lesson: string, topic: string): string {
  return `import type { Translation } from '../harness/text/catalogue.ts';
import type { en } from './${lesson}.en.ts';

export const ja: Translation<typeof en> = {
  tests: {
    starts: '起動する',
    greets: '挨拶を書き残す',
  },
  greeting: '/tmp/greeting の内容',
  hints: {
    greeting: 'コンテナ ${topic} が、動き続けるためのループの前に、echo で /tmp/greeting に hello と書き込むようにしてください。',
  },
};
`;
}

/** The written mutants of a new lesson. */
export function controls(topic: string): string {
  return `seconds: 10
mutants:
  - id: another-greeting
    category: control
    object: Pod/${topic}
    change: [{ text: echo hello, to: echo bye }]
    stands for: What the spec reads is another text.
    names: [args]
    because: /\\/tmp\\/greeting.*bye/
neutral:
  - id: as-json
    object: Pod/${topic}
    change: [{ json: true }]
    stands for: JSON is as good as YAML.
`;
}

/** The cells behind a new lesson's name in each table of what is proved. */
export function rows(lesson: string): Record<string, string> {
  const [manifests, spec] = [`manifests/${lesson}`, `specs/${lesson}.spec.ts`];
  const [en, ja] = ['a pod starts and leaves its greeting', 'Pod が起動し、挨拶を書き残す'];
  return {
    'README.md': `[files](${manifests}), [spec](${spec}) | ${en} |`,
    'README.ja.md': `[ファイル](${manifests})、[スペック](${spec}) | ${ja} |`,
    'docs/what-is-proved.md': `${en} | a mutant with another greeting |`,
    'docs/what-is-proved.ja.md': `${ja} | 別の挨拶を書くミュータント |`,
  };
}
