/** What a program writes as its last word where it calls `process.exit(0)`: nothing else tells it from one that waits for itself. */
export const endedItself = "computeguard: the program ended itself";

/**
 * An argument for Node.js that has a program say so. One that comes to its end has nothing left to do before (nodejs.org/api/process.html,
 * `beforeExit`); to Pulumi's SDK both have promises that are still active.
 */
export const tellsOwnEnd = `--import=data:text/javascript,${encodeURIComponent(`
  let isDone = false;
  process.once("beforeExit", () => { isDone = true; });
  process.once("exit", code => { if (code === 0 && !isDone) console.error(${JSON.stringify(endedItself)}); });
`)}`;
