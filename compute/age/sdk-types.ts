import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Property } from "./names-machine";

/** A resource type of an installed SDK, with all properties of its inputs. */
export interface SdkType {
  /** Pulumi's token: `azure-native:compute:VirtualMachine`. */
  readonly token: string;
  properties(): Iterable<Property>;
}

interface Member extends Omit<Property, "path"> {
  readonly name: string;
  /** The interfaces of `inputs` that its type names. */
  readonly inner: readonly string[];
}

const sdks = { "azure-native": "@pulumi/azure-native", azure: "@pulumi/azure" } as const;

/**
 * The resource types of the installed SDKs. Their type files are printed by one program, so lines are enough: a TypeScript program
 * of them takes gigabytes.
 */
export function* sdkTypes(): Generator<SdkType> {
  for (const [name, sdk] of Object.entries(sdks)) {
    const folder = dirname(require.resolve(`${sdk}/package.json`));
    const interfaces = interfacesIn(readFileSync(join(folder, "types/input.d.ts"), "utf8"), true);
    for (const module of readdirSync(folder, { withFileTypes: true })) {
      if (!module.isDirectory() || module.name === "types" || module.name === "node_modules") continue;
      for (const file of readdirSync(join(folder, module.name))) {
        const program = join(folder, module.name, file.replace(/\.d\.ts$/, ".js"));
        if (!file.endsWith(".d.ts") || !existsSync(program)) continue;
        const token = /__pulumiType = '([^']+)'/.exec(readFileSync(program, "utf8"))?.[1];
        if (token?.startsWith(`${name}:`)) yield sdkType(token, join(folder, module.name, file), interfaces);
      }
    }
  }
}

function sdkType(token: string, file: string, interfaces: ReadonlyMap<string, readonly Member[]>): SdkType {
  const args = `${token.split(":").at(-1)}Args`;
  return {
    token,
    *properties() {
      const own = interfacesIn(readFileSync(file, "utf8"), false).get(args) ?? [];
      yield* below(own, "", new Set());
    },
  };

  function* below(members: readonly Member[], at: string, seen: Set<string>): Generator<Property> {
    for (const member of members) {
      const path = at ? `${at}.${member.name}` : member.name;
      yield { ...member, path };
      for (const inner of member.inner) {
        if (seen.has(inner)) continue;
        seen.add(inner);
        yield* below(interfaces.get(inner) ?? [], path, seen);
      }
    }
  }
}

/** The interfaces of a type file by name, which is `module.Name` where they stand in a namespace. */
function interfacesIn(text: string, inNamespaces: boolean): ReadonlyMap<string, readonly Member[]> {
  const found = new Map<string, Member[]>();
  const namespaces: string[] = [];
  let members: Member[] | undefined;
  let doc = "";
  for (const line of text.split("\n")) {
    const word = line.trim();
    const namespace = /^(?:export )?(?:declare )?namespace (\w+) \{/.exec(word)?.[1];
    const named = /^(?:export )?interface (\w+)/.exec(word)?.[1];
    if (namespace) namespaces.push(namespace);
    else if (named) {
      members = [];
      found.set(inNamespaces ? [...namespaces, named].join(".") : named, members);
      doc = "";
    } else if (word.startsWith("*") || word.startsWith("/**")) doc = word.startsWith("/**") ? "" : `${doc} ${word}`;
    else if (word === "}") {
      if (members) members = undefined;
      else namespaces.pop();
    } else if (members) {
      const [, name, type = ""] = /^"?([\w$.\-/]+)"?\??: (.*);$/.exec(word) ?? [];
      if (name)
        members.push({
          name,
          doc: doc.replace(/\s*\*(?:\/)?\s*/g, " ").trim(),
          takes: /\bstring\b|\benums\./.test(type) ? "text" : /\bnumber\b/.test(type) ? "number" : "other",
          inner: [...type.matchAll(/inputs\.([\w.]+)/g)].map(([, inner]) => inner as string),
        });
      doc = "";
    }
  }
  return found;
}
