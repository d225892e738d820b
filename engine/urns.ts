import type { Alias } from "@pulumi/pulumi/proto/alias_pb";

/** The names of the resources of one stack (`urn.New` in sdk/go/common/resource/urn). */
export interface Urns {
  of(type: string, name: string, parent: string): string;
  /** The names that a resource had before, which a pack is told in its options. */
  aliases(aliases: readonly Alias[], resource: { type: string; name: string; parent: string }): string[];
}

export function urnsOf(project: string, stack: string): Urns {
  const of = (type: string, name: string, parent: string, inProject = project, inStack = stack): string => {
    const [, , qualified = ""] = parent.split("::");
    const within = qualified === "" || qualified === "pulumi:pulumi:Stack" ? "" : `${qualified}$`;
    return `urn:pulumi:${inStack}::${inProject}::${within}${type}::${name}`;
  };
  return {
    of,
    aliases: (aliases, { type, name, parent }) =>
      aliases.flatMap(alias => {
        const spec = alias.getSpec();
        if (!spec) return alias.getUrn() ? [alias.getUrn()] : [];
        // what an alias leaves out is as it is now
        const under = spec.getNoparent() ? "" : spec.getParenturn() || parent;
        return [
          of(
            spec.getType() || type,
            spec.getName() || name,
            under,
            spec.getProject() || project,
            spec.getStack() || stack,
          ),
        ];
      }),
  };
}

/** The parts of a type token, `package:module:Type`. */
export const packageOf = (type: string): string => type.split(":")[0] ?? "";
