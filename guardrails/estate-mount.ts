import type { types } from "@pulumi/azure-native";
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
 * reads, with what the file left out filled in; so a comment changes nothing in Azure.
 */
export const estateMount = (estate: Estate): Mount => ({
  arguments: ["--estate", `${folder}/${file}`],
  secrets: [{ name: "estate", value: JSON.stringify(estate) }],
  volumes: [{ name: "estate", storageType: "Secret", secrets: [{ secretRef: "estate", path: file }] }],
  volumeMounts: [{ volumeName: "estate", mountPath: folder }],
});
