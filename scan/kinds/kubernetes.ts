import { factsOf } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { defineFileKind, type Item } from "../file-kind";

export type Manifest = { readonly apiVersion: string; readonly kind: string; readonly [key: string]: Tree };

export const isManifest = (node: Tree | undefined): node is Manifest =>
  isObject(node) && typeof node.apiVersion === "string" && typeof node.kind === "string" && node.kind !== "";

/** `v1` and `Pod` are `kubernetes:core/v1:Pod` to Pulumi, `apps/v1` and `Deployment` are `kubernetes:apps/v1:Deployment`. */
export const tokenOf = ({ apiVersion, kind }: Manifest): string =>
  `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;

/** Objects of Kubernetes, in as many documents as there are; a `List` is what it holds. */
export const kubernetes = defineFileKind({
  kind: "kubernetesManifests",
  title: "Kubernetes manifests",
  contentsOf({ documents, name }) {
    const manifests = documents.filter(isManifest);
    if (manifests.length === 0) return undefined;
    const objects = manifests.flatMap(document =>
      document.kind === "List" && isList(document.items) ? document.items.filter(isManifest) : [document],
    );
    // kubectl applies the others all the same
    const unread = documents.flatMap((document, i) =>
      document === null || isManifest(document)
        ? []
        : [{ what: `${name}, document ${i + 1}`, needs: "an apiVersion and a kind, as the others have" }],
    );
    return { items: objects.map(object => itemOf(object, name)), stack: false, unread };
  },
});

function itemOf(object: Manifest, file: string): Item {
  const { metadata, kind } = object;
  const named = isObject(metadata) && typeof metadata.name === "string" ? metadata.name : "";
  return {
    subject: { kind: "resource", id: `${file}#${kind}/${named}`, name: `${kind} ${named}`.trim() },
    facts: factsOf(tokenOf(object), object),
  };
}
