import { type Tree, Withheld } from "../../value";
import { oneOf } from "../choices";
import { concatenated, groupLocation, hintsOf, Word, worstState } from "../partial";
import { type Builtin, type Builtins, holder, many, open, strict } from "./builtin";
import { environments } from "./clouds";

/**
 * Functions that depend on where and when the template is deployed. Those that ask Azure (list…, providers
 * …) have no entry: a call of an unknown function is left over as an expression.
 */

const sure = () => new Word("expression");

/** A text that is surely not empty, made by a hash, a clock or chance. */
const made: Builtin = holder(
  (...parts: Tree[]) => new Word(worstState([new Withheld("expression"), ...parts]), hintsOf(parts)),
  many,
);

const names = (parts: readonly Tree[]) => parts.every(part => typeof part === "string" || part instanceof Withheld);

/** `Microsoft.Compute/virtualMachines/extensions`, `vm`, `driver` → `Microsoft.Compute/virtualMachines/vm/extensions/driver`. */
function provider(type: string, own: readonly Tree[]): Tree[] | undefined {
  // a slash too many at the end changes nothing to Azure
  const [namespace, ...kinds] = type.replace(/(?<!\/)\/+$/, "").split("/");
  if (kinds.length !== own.length) return undefined;
  return [`/providers/${namespace}`, ...kinds.flatMap((kind, i): Tree[] => [`/${kind}/`, own[i] as Tree])];
}

const managementGroups = "/providers/Microsoft.Management/managementGroups";

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

const fields: ReadonlyMap<string, Tree> = new Map<string, Tree>([
  ["location", groupLocation],
  ...["id", "name", "fullname", "type", "kind"].map((name): [string, Tree] => [name, sure()]),
]);

export const azure: Builtins = {
  resourcegroup: strict(() => ({
    id: concatenated(inGroup()) as Tree,
    name: sure(),
    type: "Microsoft.Resources/resourceGroups",
    location: groupLocation,
    tags: new Withheld("expression"),
    managedBy: new Withheld("expression"),
    properties: new Withheld("expression"),
  })),
  // Azure Policy's: the resource that a policy looks at, which stands already and is judged itself
  field: strict((name: Tree) => (typeof name === "string" ? fields.get(name.toLowerCase()) : undefined)),
  environment: strict(() => oneOf(environments, "expression")),
  subscription: strict(() => ({
    id: concatenated(subscriptionId()) as Tree,
    subscriptionId: sure(),
    tenantId: sure(),
    displayName: sure(),
    tags: new Withheld("expression"),
  })),
  tenant: strict(() => ({
    id: concatenated(["/tenants/", sure()]) as Tree,
    tenantId: sure(),
    displayName: sure(),
    countryCode: sure(),
  })),
  managementgroup: strict(() => ({
    id: concatenated([managementGroups, "/", sure()]) as Tree,
    name: sure(),
    type: managementGroups,
    properties: {
      tenantId: sure(),
      displayName: sure(),
      details: new Withheld("expression"),
    },
  })),
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
  managementgroupresourceid: id(given => (given.length < 2 ? [managementGroups, "/", given[0] ?? sure()] : undefined)),
  extensionresourceid: open((scope: Tree, type: Tree, ...own: Tree[]) => {
    const tail = typeof type === "string" && names(own) ? provider(type, own) : undefined;
    return tail && concatenated([scope, ...tail]);
  }, many),
};
