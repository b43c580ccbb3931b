import { parsePath, valueAt } from '../../../values/field-path.ts';
import type { EquivalenceOperator } from '../operator.ts';
import { podsIn } from '../pods.ts';
import { madeAt, mapAt, objectsOf, type Fields } from '../written-folder.ts';

const labels = { 'app.kubernetes.io/part-of': 'hands-on', 'learner.example/team': 'blue' };
const annotations = { 'learner.example/note': '覚え書き: 自分用', 'kubernetes.io/description': 'Made by hand.' };

export const moreLabels: EquivalenceOperator = {
  name: 'more-labels', category: 'metadata', says: 'A label that no selector asks for selects nothing.',
  offers: (folder) => objectsOf(folder).map(({ object, name }) => ({ object: name, field: 'metadata.labels', make: () => { Object.assign(madeAt(madeAt(object, 'metadata'), 'labels'), labels); } })),
};

export const moreAnnotations: EquivalenceOperator = {
  name: 'more-annotations', category: 'metadata', says: 'An annotation that nobody reads says nothing.',
  offers: (folder) => objectsOf(folder).map(({ object, name }) => ({ object: name, field: 'metadata.annotations', make: () => { Object.assign(madeAt(madeAt(object, 'metadata'), 'annotations'), annotations); } })),
};

export const morePodLabels: EquivalenceOperator = {
  name: 'more-pod-labels', category: 'metadata', says: 'Pods may have more labels than their selector asks for.',
  offers: (folder) => podsIn(folder).filter(({ path }) => path !== 'spec').map(({ object, name, path }) => {
    const field = `${path.slice(0, -'.spec'.length)}.metadata`;
    return {
      object: name, field,
      make: () => {
        const metadata = madeAt(valueAt(object, parsePath(field.slice(0, -'.metadata'.length))) as Fields, 'metadata');
        Object.assign(madeAt(metadata, 'labels'), labels);
        Object.assign(madeAt(metadata, 'annotations'), annotations);
      },
    };
  }),
};

/** What `kubectl create … --dry-run=client -o yaml` writes as the state of an object that is not there yet. */
const states: Readonly<Record<string, Fields>> = {
  Pod: {}, Deployment: {}, Service: { loadBalancer: {} }, Ingress: { loadBalancer: {} }, PodDisruptionBudget: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 }, Job: {}, CronJob: {},
};

export const createdByKubectl: EquivalenceOperator = {
  name: 'created-by-kubectl', category: 'metadata', says: 'kubectl create writes fields without a value, which mean nothing.',
  offers: (folder) => objectsOf(folder).map(({ object, name }) => ({
    object: name, field: 'status',
    make: () => {
      madeAt(object, 'metadata')['creationTimestamp'] = null;
      const template = mapAt(object, 'spec', 'template', 'metadata');
      if (template !== undefined) template['creationTimestamp'] = null;
      const state = states[String(object['kind'])];
      if (state !== undefined) object['status'] = { ...state };
    },
  })),
};
