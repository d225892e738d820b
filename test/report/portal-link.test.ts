import assert from "node:assert/strict";
import type { Subject } from "../../catalogue/outcome";
import { portalsOf } from "../../catalogue/portals";
import { clouds } from "../../posture/azure/endpoints";
import { csv } from "../../posture/report/csv";
import { addressOf, portalPages } from "../../posture/report/portal-link";
import { printed } from "./printed";
import { sample } from "./sample";

const tenant = { id: "00000000-0000-0000-0000-00000000C0DE", name: "Contoso" };
const small = tenant.id.toLowerCase();
const ada = "00000000-0000-0000-0000-0000000000a1";
const production = "/subscriptions/00000000-0000-0000-0000-000000000001";
const entra = `https://entra.microsoft.com/${small}/#view`;
const azure = `https://portal.azure.com/#@${small}/resource`;

describe("where a subject stands in the portal", () => {
  const cases: readonly (readonly [Partial<Subject>, string | undefined])[] = [
    [{ kind: "user", id: ada }, `${entra}/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${ada}`],
    [{ kind: "group", id: ada }, `${entra}/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Overview/groupId/${ada}`],
    [
      { kind: "servicePrincipal", id: ada },
      `${entra}/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${ada}`,
    ],
    [{ kind: "subscription", id: production }, `${azure}${production}`],
    [{ kind: "resource", id: `${production}/resourceGroups/a b/x` }, `${azure}${production}/resourceGroups/a%20b/x`],
    [{ kind: "roleAssignment", id: "/x", scope: production }, `${azure}${production}/users`],
    [{ kind: "quota", id: `${production}/providers/x`, scope: production }, `${azure}${production}`],
    // what has no page, or is not what its kind says
    [{ kind: "roleAssignment", id: "/x", scope: "/" }, undefined],
    [{ kind: "principal", id: ada }, undefined],
    [{ kind: "tenant", id: tenant.id }, undefined],
    [{ kind: "user", id: "ada@contoso.com" }, undefined],
    [{ kind: "user", id: `${ada}/../x` }, undefined],
    [{ kind: "resource", id: "//198.51.100.7/x" }, undefined],
    [{ kind: "resource", id: `${production}\uD800` }, undefined],
    [{ kind: "resource", id: `${production}/\uD800"><b>` }, `${azure}${production}/%EF%BF%BD%22%3E%3Cb%3E`],
    [{ kind: "constructor" as Subject["kind"], id: production }, undefined],
  ];
  const pages = portalPages({ cloud: "AzurePublicCloud", tenant });
  for (const [subject, expected] of cases)
    it(`${JSON.stringify(subject)} → ${expected}`, () =>
      assert.equal(addressOf(pages({ name: "", ...subject } as Subject)), expected));

  const hosts: readonly (readonly [cloud: string | undefined, expected: string | undefined])[] = [
    ["AzurePublicCloud", "https://portal.azure.com/"],
    ["AzureGovernment", "https://portal.azure.us/"],
    ["AzureChina", "https://portal.azure.cn/"],
    ["AzureGerman", undefined],
    ["toString", undefined],
    [undefined, undefined],
  ];
  for (const [cloud, expected] of hosts)
    it(`in ${cloud} below ${expected}`, () => {
      const found = portalPages({ ...(cloud && { cloud }), tenant })({ kind: "subscription", id: production });
      assert.equal(addressOf(found)?.split("#")[0], expected);
    });
  it("each cloud has portals of its own", () => {
    const all = Object.keys(clouds).flatMap(cloud => Object.values(portalsOf(cloud) ?? {}));
    assert.equal(new Set(all).size, 2 * Object.keys(clouds).length);
  });
  it("is in no report of a tenant that has no id", () =>
    assert.equal(
      portalPages({ cloud: "AzureChina", tenant: { id: "x", name: "" } })({ kind: "user", id: ada }),
      undefined,
    ));
  it("stands in CSV", () =>
    assert.match(printed(csv, sample), /"https:\/\/portal\.azure\.us\/#@[^"]+rg%20one[^"]+"\r\n/));
});
