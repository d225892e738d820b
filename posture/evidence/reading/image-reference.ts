/**
 * `registry:5000/team/app:1.2@sha256:…`, with the runtime that App Service writes before it (`DOCKER|…`, `NODE|18-lts`). A
 * Compose or Kubernetes file in its place (`COMPOSE|<base64>`) is no reference.
 */
const container =
  /^(?:(?!COMPOSE\||KUBE\|)[A-Z]{2,20}\|)?(?:https?:\/\/)?[\w.-]+(?::\d{1,5}(?=\/))?(?:\/[\w.-]+)*(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?$/i;
/** An image of a machine: a resource, or a disk at an address without a query and without anybody who signs in. */
const machine = /^(?:https:\/\/[\w.-]+(?::\d{1,5})?)?(?:\/[\w.()~%-]+)+$/i;

/** Whether a text is the name of an image and nothing else: credentials, options and links with a signature are more. */
export const isImageReference = (text: string): boolean =>
  text.length <= 600 && (container.test(text) || machine.test(text));
