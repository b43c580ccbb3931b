import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { runningContainers, podSpecOf } from '../checks/containers.ts';
import { envValue } from '../checks/env.ts';

/** The port on which the app listens without the variable PORT. */
export const appPort = 3000;

/** The repository of the app's image, whatever registry it comes from. */
const repository = 'koa-sample-ap';

/**
 * The path of the container that runs the app, wherever it stands in the list: the one with the app's image, else the one
 * that declares the app's port, else the first.
 */
export function appContainer(workload: Manifest): string {
  const containers = runningContainers(workload);
  const found = containers.find(({ container }) => repositoryOf(container.image ?? '') === repository)
    ?? containers.find(({ container }) => container.ports?.some(({ containerPort }) => containerPort === appPort) === true)
    ?? containers[0];
  return found?.path ?? `${podSpecOf(workload)}.containers[0]`;
}

/** The name of the container that runs the app. */
export function appContainerName(workload: Manifest): string {
  return workload.get<string>(`${appContainer(workload)}.name`) ?? '';
}

/** The port on which the app of a workload listens. */
export function portOf(given: Given, workload: Manifest): number {
  return Number(envValue(given, workload, 'PORT', appContainer(workload)) ?? appPort);
}

/** Whether an image has the tag of a version, with a digest behind it or not, from any registry. */
export function isVersion(image: unknown, version: string): boolean {
  return tagOf(String(image)) === version;
}

/** `koa-sample-ap` of `registry:5000/cndjp/koa-sample-ap:1.0@sha256:…`. */
function repositoryOf(image: string): string {
  return lastPart(image).replace(/:.*$/, '');
}

function tagOf(image: string): string | undefined {
  return /:(.+)$/.exec(lastPart(image))?.[1];
}

/** What stands behind the last slash, without a digest: a colon before it belongs to the registry's port. */
function lastPart(image: string): string {
  const undigested = image.replace(/@.*$/, '');
  return undigested.slice(undigested.lastIndexOf('/') + 1);
}
