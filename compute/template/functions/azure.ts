import { type Tree, Withheld } from "../../value";
import { concatenated, groupLocation, hintsOf, PartialText, worstState } from "../partial";
import { type Builtin, type Builtins, many, open, strict } from "./builtin";

/**
 * Functions that depend on where and when the template is deployed. Those that ask Azure (reference, list…, providers,
 * environment …) have no entry: a call of an unknown function is left over as an expression.
 */

const sure = () => new PartialText("expression");

/** A text that is surely not empty, made by a hash, a clock or chance. */
const made: Builtin = open(
  (...parts: Tree[]) => new PartialText(worstState([new Withheld("expression"), ...parts]), hintsOf(parts)),
  many,
);

const names = (parts: readonly Tree[]) => parts.every(part => typeof part === "string" || part instanceof Withheld);

/** `Microsoft.Compute/virtualMachines/extensions`, `vm`, `driver` → `Microsoft.Compute/virtualMachines/vm/extensions/driver`. */
function provider(type: string, own: readonly Tree[]): Tree[] | undefined {
  // a slash too many at the end changes nothing to Azure
  const [namespace, ...kinds] = type.replace(/\/+$/, "").split("/");
  if (kinds.length !== own.length) return undefined;
  return [`/providers/${namespace}`, ...kinds.flatMap((kind, i): Tree[] => [`/${kind}/`, own[i] as Tree])];
}

const subscriptionId = (): Tree[] => ["/subscriptions/", sure()];
const inGroup = (): Tree[] => [...subscriptionId(), "/resourceGroups/", sure()];

/** A namespace with a dot in it, then a type. Whether there is a slash is asked first: dots without end are then read but once. */
const fullType = /^(?=[^/]*\/[^/])[^/]+\.[^/]/;

/** An id below a scope; the arguments before the type, at most as many as `around` has names for, say the scope. */
const id = (around: (given: readonly Tree[]) => Tree[] | undefined): Builtin =>
  open((...args: Tree[]) => {
    const at = args.findIndex(arg => typeof arg === "string" && fullType.test(arg));
    if (at < 0 || !names(args)) return undefined;
    const scope = around(args.slice(0, at));
    const tail = provider(args[at] as string, args.slice(at + 1));
    return scope && tail && concatenated([...scope, ...tail]);
  }, many);

export const azure: Builtins = {
  resourcegroup: strict(() => ({
    id: new PartialText("expression"),
    name: new PartialText("expression"),
    type: "Microsoft.Resources/resourceGroups",
    location: groupLocation,
    tags: new Withheld("expression"),
    managedBy: new Withheld("expression"),
    properties: new Withheld("expression"),
  })),
  // Azure Policy's: the resource that a policy looks at, which stands already and is judged itself
  field: strict((name: Tree) =>
    typeof name === "string" && name.toLowerCase() === "location" ? groupLocation : undefined,
  ),
  subscription: strict(() => ({ id: sure(), subscriptionId: sure(), tenantId: sure(), displayName: sure() })),
  tenant: strict(() => ({ id: sure(), tenantId: sure(), displayName: sure(), countryCode: sure() })),
  uniquestring: made,
  guid: made,
  newguid: made,
  utcnow: made,
  resourceid: id(given => {
    const [a, b] = given;
    if (given.length === 0) return inGroup();
    if (given.length === 1) return [...subscriptionId(), "/resourceGroups/", a as Tree];
    return given.length === 2 ? ["/subscriptions/", a as Tree, "/resourceGroups/", b as Tree] : undefined;
  }),
  subscriptionresourceid: id(given =>
    given.length < 2 ? (given[0] === undefined ? subscriptionId() : ["/subscriptions/", given[0]]) : undefined,
  ),
  tenantresourceid: id(given => (given.length ? undefined : [])),
  managementgroupresourceid: id(given =>
    given.length < 2 ? ["/providers/Microsoft.Management/managementGroups/", given[0] ?? sure()] : undefined,
  ),
  extensionresourceid: open((scope: Tree, type: Tree, ...own: Tree[]) => {
    const tail = typeof type === "string" && names(own) ? provider(type, own) : undefined;
    return tail && concatenated([scope, ...tail]);
  }, many),
};
