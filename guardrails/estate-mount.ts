import type { types } from "@pulumi/azure-native";
import type { Output } from "@pulumi/pulumi";
import type { Estate } from "../catalogue/estate";

const folder = "/mnt/estate";
const file = "computeguard.yaml";

/** What of a job hands a file to its container. */
export interface Mount {
  readonly arguments: readonly string[];
  readonly secrets: types.input.app.SecretArgs[];
  readonly volumes: types.input.app.VolumeArgs[];
  readonly volumeMounts: types.input.app.VolumeMountArgs[];
}

/**
 * Hands the estate to the audit beside the image: whoever changes a threshold changes the job and builds no image. It is no
 * secret; a volume of secrets is the one that takes a text and needs no storage. It goes as JSON, which every reader of YAML
 * reads, with what the file left out filled in; so a comment changes nothing in Azure. The stack's own decoy stands in it, whoever
 * it is that the file names.
 */
export const estateMount = (estate: Estate, decoy?: StackDecoy): Mount => ({
  arguments: ["--estate", `${folder}/${file}`],
  secrets: [
    {
      name: "estate",
      value: decoy
        ? decoy.principal.apply(id => JSON.stringify(withDecoy(estate, decoy.subscription, id)))
        : JSON.stringify(estate),
    },
  ],
  volumes: [{ name: "estate", storageType: "Secret", secrets: [{ secretRef: "estate", path: file }] }],
  volumeMounts: [{ volumeName: "estate", mountPath: folder }],
});

/** The decoy that the stack deploys; its principal's object id is known once it is there. */
export interface StackDecoy {
  readonly subscription: string;
  readonly principal: Output<string>;
}

/** The estate with a decoy, once. */
export function withDecoy(estate: Estate, subscription: string, principal: string): Estate {
  const isIt = (each: Estate["decoys"][number]) =>
    each.subscription === subscription.toLowerCase() && each.principal === principal.toLowerCase();
  if (estate.decoys.some(isIt)) return estate;
  const decoy = { subscription: subscription.toLowerCase(), principal: principal.toLowerCase() };
  return { ...estate, decoys: [...estate.decoys, decoy] };
}
