import type { Facts } from "../facts";
import { parsed } from "../generic";
import { text } from "../leaf";
import { arm, isObject, type Place } from "../path";
import { known, type Tree, type Value } from "../value";

/** Grants that name no scope are made at that of their deployment. */

const placed = (facts: Facts, scopeOf: (path: string) => Value<string> | undefined): Facts =>
  facts.grants.some(({ scope }) => scope.state === "absent")
    ? {
        ...facts,
        grants: facts.grants.map(grant =>
          grant.scope.state === "absent" ? { ...grant, scope: scopeOf(grant.scope.path) ?? grant.scope } : grant,
        ),
      }
    : facts;

/** Facts of a resource that is put at a scope which is written beside it. */
export function placedAt(scope: Place | undefined, facts: Facts | undefined): Facts | undefined {
  if (!scope || !facts) return facts;
  const at = text(scope);
  return at.state === "absent" ? facts : placed(facts, () => at);
}

const ofTenant: { readonly [token: string]: string } = {
  "azure-native:resources:deploymentattenantscope": "properties.template",
  "azure:core/tenanttemplatedeployment:tenanttemplatedeployment": "templateContent",
  "azurerm:index/tenanttemplatedeployment:tenanttemplatedeployment": "templateContent",
};

/**
 * Facts of a deployment to the tenant itself: what names no scope in its template is made at the root, unless a nested
 * deployment carries it to a group, a subscription or a scope of its own.
 */
export function belowTenant(token: string, facts: Facts | undefined, { node }: Place): Facts | undefined {
  const at = ofTenant[token.toLowerCase()];
  if (!facts || at === undefined) return facts;
  const template = parsed(at.split(".").reduce<Tree | undefined>((tree, key) => member(tree, key), node));
  return placed(facts, path => (isCarriedOff(template, path.slice(at.length + 1)) ? undefined : known("/", path)));
}

const elsewhere = ["scope", "subscriptionId", "resourceGroup"];

/** Whether a resource stands in a nested deployment that says where it goes. */
function isCarriedOff(template: Tree | undefined, path: string): boolean {
  let tree = template;
  for (const key of path.split(/[.[\]]+/)) {
    tree = Array.isArray(tree) ? tree[Number(key)] : member(tree, key);
    if (isDeployment(tree) && elsewhere.some(name => (member(tree, name) ?? null) !== null)) return true;
  }
  return false;
}

const isDeployment = (tree: Tree | undefined) =>
  /^microsoft\.resources\/deployments$/i.test(String(member(tree, "type")));

const member = (tree: Tree | undefined, key: string): Tree | undefined =>
  isObject(tree) ? arm.property(tree, key) : undefined;
