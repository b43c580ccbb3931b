/** Names of the headers in which a response says which version of the app, and which pod, gave it. */
export interface ResponseLabels {
  version?: string;
  pod?: string;
}
