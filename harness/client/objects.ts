/** The one place that imports the generated types: types only, so that no process loads the generated client for them. */
import type {
  CoreV1Event,
  V1Container,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Job,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
  V1Service,
  V1StatefulSet,
  V1StorageClass,
} from '@kubernetes/client-node';

/**
 * A Kubernetes type as it travels: times are text, and the generated client's `_continue` is called `continue`.
 *
 * The harness reads JSON as the API server sends it, so what evidence shows is what the server said.
 */
export type Json<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T as Key extends `_${infer Name}` ? Name : Key]: Json<T[Key]> }
      : T;

export type Pod = Json<V1Pod>;
export type Container = Json<V1Container>;
export type Deployment = Json<V1Deployment>;
export type ReplicaSet = Json<V1ReplicaSet>;
export type StatefulSet = Json<V1StatefulSet>;
export type DaemonSet = Json<V1DaemonSet>;
export type CronJob = Json<V1CronJob>;
export type Service = Json<V1Service>;
export type Job = Json<V1Job>;
export type Claim = Json<V1PersistentVolumeClaim>;
export type Volume = Json<V1PersistentVolume>;
export type StorageClass = Json<V1StorageClass>;
export type EndpointSlice = Json<V1EndpointSlice>;
export type Event = Json<CoreV1Event>;

/** What every object has, whatever its kind. */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

export interface ObjectMeta {
  name?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string }[];
}

export interface KubeList<T> {
  metadata?: { resourceVersion?: string };
  items: T[];
}
