/** Fields that are maps whose keys the author chooses, of texts. A `selector` is one as well where it is a map of labels. */
export const ownKeys = ['annotations', 'labels', 'matchLabels', 'nodeSelector', 'data', 'stringData', 'binaryData'] as const;
