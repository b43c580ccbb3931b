/** The one place that imports the generated types: types only, so that no process loads the generated client for them. */
export type {
  CoreV1Event,
  V1EndpointSlice as DiscoveryV1EndpointSlice,
  V1Deployment,
  V1Job,
  V1Namespace,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
  V1Service,
  V1StorageClass,
} from '@kubernetes/client-node';
