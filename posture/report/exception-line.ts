/** The line to paste under `exceptions:` in the estate; who pastes it fills in the rest. */
export const exceptionLine = (rule: string, resource: string): string =>
  `- {rule: ${rule}, resource: ${JSON.stringify(resource)}, reason: …, owner: …, until: …}`;
