import { normalToken } from "../../compute/tokens";

/**
 * A component hands what it is given on to resources that stand in it, and these are judged themselves. So what looks like machines in
 * its own inputs counts only until one of them requests machines: the same are not summed up twice. A module of Terraform and a resource
 * with a provider may hold others as well; that they stand in it, their URNs say.
 */
export class Components {
  private readonly requesting = new Map<string, string[]>();
  private readonly holding = new Set<string>();

  /** The URNs that count no longer once the resource with this one requests machines: its own among them, where it holds others. */
  enter(urn: string): readonly string[] {
    // urn:pulumi:stack::project::type$of$parents$own::name
    const types = (urn.split("::")[2] ?? "").split("$");
    const own = types.pop() as string;
    const over = types.flatMap(type => {
      this.holding.add(type);
      const urns = this.requesting.get(type) ?? [];
      this.requesting.delete(type);
      return urns;
    });
    if (normalToken(own).package !== "unknown") return over;
    if (this.holding.has(own)) return [...over, urn];
    this.requesting.set(own, [...(this.requesting.get(own) ?? []), urn]);
    return over;
  }
}
