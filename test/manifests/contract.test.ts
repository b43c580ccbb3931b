import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';

const manifests = join(import.meta.dirname, '../../manifests');

/** The names that the workshop's text uses: a learner's folder has them, so ours must. */
const promised: Record<string, string[]> = {
  '02-logging': ['Pod/counter'],
  '04-mysql': [
    'PersistentVolume/mysql-hostpath-pv',
    'PersistentVolumeClaim/mysql-pv-claim',
    'Secret/dbsecret',
    'Service/koa-sample-db',
    'Deployment/koa-sample-db',
  ],
  '05-ingress': ['Secret/koa-sample-jwt', 'Service/koa-sample-ap', 'Deployment/koa-sample-ap', 'Ingress/koa-sample-web'],
  '06-rolling-update': ['Secret/koa-sample-jwt', 'Service/koa-sample-ap', 'Deployment/koa-sample-ap', 'Ingress/koa-sample-web'],
  '07-canary': ['Service/koa-sample-ap', 'Deployment/koa-sample-ap', 'Deployment/koa-sample-ap-canary', 'Ingress/koa-sample-web'],
  '08-restarts': ['Pod/diary'],
};

interface Loaded {
  kind: string;
  metadata: { name: string; namespace?: string };
}

function objectsOf(lesson: string): Loaded[] {
  return filesOf(lesson).flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Loaded));
}

function filesOf(lesson: string): string[] {
  return readdirSync(join(manifests, lesson)).map((file) => readFileSync(join(manifests, lesson, file), 'utf8'));
}

describe('manifests', () => {
  for (const [lesson, names] of Object.entries(promised)) {
    describe(lesson, () => {
      it('has every object of the contract', () => {
        expect(objectsOf(lesson).map(({ kind, metadata }) => `${kind}/${metadata.name}`)).to.include.members(names);
      });

      it('names no namespace, so that a learner applies it to any', () => {
        expect(objectsOf(lesson).filter(({ metadata }) => metadata.namespace !== undefined)).to.deep.equal([]);
      });

      it('names every image with a version', () => {
        for (const image of imagesIn(lesson)) expect(image).to.match(/:(?!latest$)[\w.-]+$/);
      });
    });
  }
});

function imagesIn(lesson: string): string[] {
  return filesOf(lesson).flatMap((text) => [...text.matchAll(/^\s+image: (\S+)$/gm)].map(([, image]) => image ?? ''));
}
