import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { type ProgramOptions, runProgram } from "../../engine/program";

export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type Inputs = { readonly [key: string]: Json };

export const root = resolve(__dirname, "../..");
export const pack = join(root, "policies");
export const recorder = join(__dirname, "fixtures/recorder");
export const estate = { COMPUTEGUARD_ESTATE: undefined };

export const stackConfig = {
  "computeguard:estate": join(root, "examples", "computeguard.yaml"),
  "computeguard:managementGroup": "contoso",
  "computeguard:alertEmail": "security@contoso.com",
  "computeguard:image": "contoso.azurecr.io/computeguard:0.1.0",
  "computeguard:ring": "all",
  "computeguard:registry":
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/images/providers/Microsoft.ContainerRegistry/registries/contoso",
  "computeguard:readers": "00000000-0000-0000-0000-000000000061",
};

/** What the program asks for, by kind and name; the id of a resource of its own is written `<kind name>`. */
export async function asked(options: ProgramOptions): Promise<Map<string, Inputs>> {
  const { violations } = await runProgram(root, recorder, { mode: "up", programEnv: estate, ...options });
  const readable = (line: string) =>
    line
      .replace(/\/subscriptions\/[0-9-]+\/resourceGroups\/[^/"]+\/providers\/[^/"]+\/(\w+)\/([^/"\\]+)/g, "<$1 $2>")
      .replace(/"\/subscriptions\/[0-]+\/resourceGroups\/([^/"]+)"/g, '"<ResourceGroup $1>"');
  const recorded = violations.map(({ message }) => JSON.parse(readable(message.split("\n").at(-1) ?? "")));
  return new Map(recorded.map(({ resource, inputs }) => [resource, inputs]));
}

/** What a preview does not know yet: the ids of resources that are not there, and what is made of their ids and names. */
const decidedLater = (listed: Json): boolean =>
  typeof listed === "string"
    ? /^<|^00000000-0000-0000-0000-00000000000[1-4]$|^https:\/\/reports\.|^reports$|^audit$|^computeguard$|^pools-[a-z]+$/.test(
        listed,
      )
    : typeof listed === "object" && listed !== null && Object.values(listed).some(decidedLater);

/** Compares field by field; what the listing leaves out is free. Lists have to be as long. */
export function agree(found: Json | undefined, listed: Json, path: string): void {
  if (found === "<unknown>") assert.ok(decidedLater(listed), `${path} is unknown in a preview, and need not be`);
  else if (Array.isArray(listed)) {
    assert.ok(Array.isArray(found), path);
    assert.equal(found.length, listed.length, `${path}: ${JSON.stringify(found)}`);
    listed.forEach((each, i) => {
      agree(found[i], each, `${path}[${i}]`);
    });
  } else if (typeof listed === "object" && listed !== null) {
    for (const [key, value] of Object.entries(listed))
      agree((found as Inputs | undefined)?.[key], value, `${path}.${key}`);
  } else assert.equal(found, listed, path);
}
