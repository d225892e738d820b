import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Facts } from "../../compute/facts";
import { factsOf } from "../../compute/read";
import { plain } from "./plain";

type Asked = Pick<ResourceValidationArgs, "urn" | "type" | "props">;

/**
 * The facts of the resource at hand, read once for all policies that ask for them in one Analyze. The policies of a pack
 * ask in turn, so a policy that comes no later than the one before it is in another Analyze: of the same URN again
 * (a replacement, a second preview), or of one that overlapped. Then they are read again. Nothing is kept but the
 * last resource, and nothing is shared with Remediate.
 */
export function factsByUrn(
  read: (type: string, props: unknown) => Facts | undefined = readProps,
): (turn: number, args: Asked) => Facts | undefined {
  let last: { readonly urn: string; turn: number; readonly facts: Facts | undefined } | undefined;
  return (turn, { urn, type, props }) => {
    if (last?.urn !== urn || turn <= last.turn) {
      last = undefined; // where reading throws, the next policy reads for itself and fails too
      last = { urn, turn, facts: read(type, props) };
    }
    last.turn = turn;
    return last.facts;
  };
}

const readProps = (type: string, props: unknown) => factsOf(type, plain(props));
