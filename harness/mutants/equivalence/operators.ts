import type { EquivalenceOperator } from './operator.ts';
import { argsInCommand, commandInArgs, entrypointWritten, imagesCommandWritten, programInCommand } from './operators/commands.ts';
import { containerBefore, containerBehind, initContainer, nativeAsSidecar, nativeSidecar, sidecarNative } from './operators/containers.ts';
import { configInBase64, secretAsText, secretInBase64 } from './operators/data.ts';
import { defaultsLeftOut, defaultsWritten } from './operators/defaults.ts';
import { envByKey, envByVariable, envFromConfig, envFromSecret } from './operators/env.ts';
import { emptyFields } from './operators/empty-fields.ts';
import { exportedByKubectl, namespaceExported } from './operators/exported.ts';
import { manyFiles, oneFile, otherEnding } from './operators/files.ts';
import { createdByKubectl, moreAnnotations, moreLabels, morePodLabels } from './operators/metadata.ts';
import { keysAsItems, mountedBySubPath, projected, slashBehind } from './operators/mounts.ts';
import { containerRenamed, volumeRenamed } from './operators/names.ts';
import { reverseItems, reverseKeys, reverseObjects } from './operators/order.ts';
import { backendByName, backendByNumber, portRenamed, probePortByName, probePortByNumber, servicePortRenamed, targetPortByName, targetPortByNumber } from './operators/ports.ts';
import { probeInShell, probeWithHeader, tcpInBash } from './operators/probes.ts';
import { moreMemory, noLimits, quantitiesAsNumbers, quantitiesInSmallerUnits } from './operators/resources.ts';
import { percentInPods, podsInPercent } from './operators/rollout.ts';
import { expressionsAsLabels, labelsAsExpressions, nodeAsAffinity } from './operators/selectors.ts';
import { otherStyles } from './operators/writing.ts';

/**
 * All of them, in the order in which changes are made that are made together: what gives things other names comes after what
 * finds them by theirs, the order of fields after their values, and how files are written last.
 */
export const equivalenceOperators: readonly EquivalenceOperator[] = [
  moreLabels, moreAnnotations, morePodLabels, createdByKubectl,
  moreMemory, noLimits, quantitiesInSmallerUnits, quantitiesAsNumbers,
  argsInCommand, commandInArgs, programInCommand, entrypointWritten, imagesCommandWritten,
  mountedBySubPath, keysAsItems, projected, slashBehind,
  envFromConfig, envByKey, envByVariable, envFromSecret,
  targetPortByNumber, targetPortByName, probePortByNumber, probePortByName, backendByNumber, backendByName,
  tcpInBash, probeInShell, probeWithHeader,
  labelsAsExpressions, expressionsAsLabels, nodeAsAffinity,
  podsInPercent, percentInPods,
  defaultsLeftOut, defaultsWritten,
  secretInBase64, secretAsText, configInBase64,
  sidecarNative, nativeAsSidecar, containerBehind, containerBefore, initContainer, nativeSidecar,
  emptyFields,
  exportedByKubectl,
  portRenamed, servicePortRenamed, volumeRenamed, containerRenamed,
  reverseItems, reverseKeys,
  reverseObjects, oneFile, manyFiles, namespaceExported, ...otherStyles, otherEnding,
];
