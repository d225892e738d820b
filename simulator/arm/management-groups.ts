import { type Answer, armError, ok } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import { inOrder, pageOf } from "../paging";
import type { Route } from "../route";
import type { ManagementGroup } from "../tenant";
import { armList } from "./lists";
import { subscriptionRow } from "./scopes";

/** Management groups, and the tree that they and the subscriptions make. */

const groupId = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;

function groupRow(call: Call, { name, displayName }: ManagementGroup): Row {
  const properties = { tenantId: call.tenant.tenantId, displayName };
  return { id: groupId(name), type: "Microsoft.Management/managementGroups", name, properties };
}

function childrenOf(call: Call, { name, subscriptions }: ManagementGroup, deep: boolean): Row[] {
  const { managementGroups } = call.tenant.arm;
  const groups = managementGroups
    .filter(child => child.parent !== null && same(child.parent, name))
    .map(child => {
      const row = {
        id: groupId(child.name),
        type: "Microsoft.Management/managementGroups",
        name: child.name,
        displayName: child.displayName,
      };
      return deep ? { ...row, children: childrenOf(call, child, true) } : row;
    });
  const rows = subscriptions.map(id => {
    const displayName = text(subscriptionRow(call, id), "displayName");
    return { id: `/subscriptions/${id}`, type: "/subscriptions", name: id, displayName };
  });
  return [...groups, ...rows];
}

function managementGroup(call: Call): Answer {
  const { managementGroups } = call.tenant.arm;
  const group = managementGroups.find(({ name }) => same(name, call.params.name ?? ""));
  if (!group) return armError(404, "NotFound", `'${call.params.name}' was not found.`);
  const row = groupRow(call, group);
  const above = managementGroups.find(({ name }) => same(name, group.parent ?? ""));
  const parent = above ? { parent: { id: groupId(above.name), name: above.name, displayName: above.displayName } } : {};
  const details = { version: 1, updatedTime: call.tenant.at, updatedBy: call.tenant.auditor.objectId, ...parent };
  const expand = /children/i.test(call.query.get("$expand") ?? "");
  const deep = /true/i.test(call.query.get("$recurse") ?? "");
  const children = expand ? { children: childrenOf(call, group, deep) } : {};
  return ok({ ...row, properties: { ...(row.properties as Row), details, ...children } });
}

/** All that lies below a group, each with the group right above it, in one flat list. */
function descendants(call: Call): Answer {
  const { managementGroups } = call.tenant.arm;
  const top = managementGroups.find(({ name }) => same(name, call.params.name ?? ""));
  if (!top) return armError(404, "NotFound", `'${call.params.name}' was not found.`);
  const row = (id: string, type: string, name: string, displayName: string, parent: string): Row => ({
    id,
    type,
    name,
    properties: { displayName, parent: { id: groupId(parent) } },
  });
  const below = ({ name, subscriptions }: ManagementGroup): Row[] => [
    ...subscriptions.map(id =>
      row(`/subscriptions/${id}`, "/subscriptions", id, text(subscriptionRow(call, id), "displayName"), name),
    ),
    ...managementGroups
      .filter(child => child.parent !== null && same(child.parent, name))
      .flatMap(child => [
        row(groupId(child.name), "Microsoft.Management/managementGroups", child.name, child.displayName, name),
        ...below(child),
      ]),
  ];
  return armList(call, below(top));
}

/** What holds for all groups; of the root group alone. Where nobody ever set anything there is nothing. */
function settings(call: Call): Answer {
  const { managementGroups, hierarchySettings } = call.tenant.arm;
  const root = managementGroups.find(({ parent }) => parent === null);
  if (!root || !same(root.name, call.params.name ?? ""))
    return armError(404, "NotFound", `'${call.params.name}' is not the root management group.`);
  return ok({ value: hierarchySettings });
}

function entities(call: Call): Answer {
  const { managementGroups } = call.tenant.arm;
  const chain = (name: string | null): ManagementGroup[] => {
    const group = managementGroups.find(each => same(each.name, name ?? ""));
    return group ? [...chain(group.parent), group] : [];
  };
  const entity = (
    id: string,
    type: string,
    name: string,
    displayName: string,
    parent: string | null,
    counts: Row,
  ): Row => ({
    id,
    type,
    name,
    properties: {
      tenantId: call.tenant.tenantId,
      displayName,
      parent: { id: parent === null ? null : groupId(parent) },
      permissions: "view",
      inheritedPermissions: "view",
      parentDisplayNameChain: chain(parent).map(group => group.displayName),
      parentNameChain: chain(parent).map(group => group.name),
      ...counts,
    },
  });
  const rows = managementGroups.flatMap(group => {
    const groups = managementGroups.filter(child => same(child.parent ?? "", group.name));
    const below = managementGroups.filter(child => child !== group && chain(child.name).includes(group));
    const counts = {
      numberOfDescendants: below.length + [group, ...below].reduce((sum, each) => sum + each.subscriptions.length, 0),
      numberOfChildren: groups.length + group.subscriptions.length,
      numberOfChildGroups: groups.length,
    };
    const none = { numberOfDescendants: 0, numberOfChildren: 0, numberOfChildGroups: 0 };
    return [
      entity(
        groupId(group.name),
        "Microsoft.Management/managementGroups",
        group.name,
        group.displayName,
        group.parent,
        counts,
      ),
      ...group.subscriptions.map(id =>
        entity(
          `/subscriptions/${id}`,
          "/subscriptions",
          id,
          text(subscriptionRow(call, id), "displayName"),
          group.name,
          none,
        ),
      ),
    ];
  });
  const page = pageOf(call, inOrder(call, rows));
  return ok({ value: page.rows, count: page.rows.length, nextLink: page.next ?? null });
}

const manage = "/providers/Microsoft.Management";

export const managementGroupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${manage}/managementGroups`,
    answer: call =>
      armList(
        call,
        call.tenant.arm.managementGroups.map(group => groupRow(call, group)),
        { end: null },
      ),
  },
  { method: "GET", path: `${manage}/managementGroups/:name`, answer: managementGroup },
  {
    method: "GET",
    path: `${manage}/managementGroups/:name/descendants`,
    action: "Microsoft.Management/managementGroups/descendants/read",
    answer: descendants,
  },
  { method: "GET", path: `${manage}/managementGroups/:name/settings`, answer: settings },
  {
    method: "POST",
    path: `${manage}/getEntities`,
    action: "Microsoft.Management/getEntities/action",
    answer: entities,
  },
  { method: "GET", path: `${manage}/getEntities`, action: "Microsoft.Management/getEntities/action", answer: entities },
];
