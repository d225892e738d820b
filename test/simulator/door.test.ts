import assert from "node:assert/strict";
import { connect } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { startForwarder } from "../../simulator/forwarder";
import { get } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { startSimulator } from "../../simulator/server";
import { withSimulator } from "./tenant";

const scenario = contoso();
const code = (body: unknown) => get(body as never, "error.code");

describe("the door of the simulator", () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1", "localhost.example.com"])
    it(`refuses to listen on ${host}`, () => assert.rejects(startSimulator({ scenario, host }), /loopback only/));

  it("wants a token, for the right audience, and a version", () =>
    withSimulator({ scenario }, async ({ simulator, raw, arm, graph }) => {
      const { urls } = simulator;
      const path = "/subscriptions?api-version=2022-12-01";
      assert.equal((await raw(`${urls.arm}${path}`)).status, 401);
      assert.equal((await raw(`${urls.graph}/v1.0/users`)).status, 401);
      assert.equal(
        (await raw(`${urls.arm}${path}`, { headers: { authorization: "Bearer forged.token.here" } })).status,
        401,
      );
      assert.equal((await graph(path)).status, 401, "a Graph token at ARM");
      assert.equal((await arm("/v1.0/users")).status, 401, "an ARM token at Graph");
      const bare = await arm("/subscriptions");
      assert.deepEqual([bare.status, code(bare.body)], [400, "MissingApiVersionParameter"]);
      assert.equal(code((await arm("/subscriptions?api-version=latest")).body), "InvalidApiVersionParameter");
      assert.equal((await arm("/providers/Microsoft.Nothing/things?api-version=2024-01-01")).status, 404);
      assert.equal(code((await graph("/v1.0/nothing")).body), "BadRequest");
      assert.equal(
        (await arm("/subscriptions/00000000-0000-0000-0005-999999999999?api-version=2022-12-01")).status,
        404,
      );
    }));

  it("takes tokens for its own two origins, each for its own side", () =>
    withSimulator({ scenario }, async ({ simulator, raw }) => {
      const { urls, clientId, clientSecret, tenantId } = simulator;
      const token = async (scope: string, secret = clientSecret, tenant = tenantId) => {
        const form = new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          client_secret: secret,
          scope,
        });
        return raw(`${urls.authority}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: form.toString() });
      };
      const ask = async (url: string, scope: string) => {
        const { body } = await token(scope);
        return (await raw(url, { headers: { authorization: `Bearer ${body.access_token}` } })).status;
      };
      const list = `${urls.arm}/subscriptions?api-version=2022-12-01`;
      assert.equal(await ask(list, `${urls.arm}/.default`), 200);
      assert.equal(await ask(list, `${urls.graph}/.default`), 401);
      assert.equal(await ask(`${urls.graph}/v1.0/users`, `${urls.graph}/.default`), 200);
      assert.equal((await token("https://graph.microsoft.com/.default", "wrong")).status, 401);
      assert.equal((await token("https://vault.azure.net/.default")).body.error, "invalid_resource");
      assert.equal(
        (await token("https://graph.microsoft.com/.default", clientSecret, "other.example.com")).status,
        400,
      );
    }));

  it("ignores case and doubled slashes, as Azure does", () =>
    withSimulator({ scenario, pageSize: 100 }, async ({ arm, graph }) => {
      const id = "00000000-0000-0000-0005-000000000001";
      const paths = [
        `/subscriptions/${id}/providers/Microsoft.Compute/virtualMachines`,
        `/SUBSCRIPTIONS/${id}/PROVIDERS/microsoft.compute/VIRTUALMACHINES`,
        `//subscriptions/${id}//providers/Microsoft.Compute/virtualMachines/`,
      ];
      const texts = await Promise.all(paths.map(async path => (await arm(`${path}?api-version=2024-07-01`)).text));
      assert.equal(new Set(texts).size, 1);
      assert.ok(texts[0]?.includes("vm-web-01"));
      assert.equal((await graph("/v1.0//users")).status, 200);
    }));

  it("finds providers below a scope of any length", () =>
    withSimulator({ scenario, pageSize: 100 }, async ({ arm, all }) => {
      const rows = "providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01";
      const machine =
        "/subscriptions/00000000-0000-0000-0005-000000000003/resourceGroups/rg-data/providers/Microsoft.Compute/virtualMachines/vm-db-01";
      const scopesAt = async (scope: string, filter = "") =>
        new Set((await all("arm", `${scope}/${rows}${filter}`)).map(row => String(get(row, "properties.scope"))));
      const atMachine = await scopesAt(machine);
      assert.ok(atMachine.has("/") && atMachine.has(machine.split("/providers")[0] ?? ""), "everything above");
      const group = "/providers/Microsoft.Management/managementGroups/contoso-landing-zones";
      assert.ok((await scopesAt(group)).has("/subscriptions/00000000-0000-0000-0005-000000000004"), "everything below");
      assert.ok(![...(await scopesAt(group, "&$filter=atScope()"))].some(scope => scope.startsWith("/subscriptions")));
      assert.equal((await arm(`${machine}?api-version=2024-07-01`)).body.name, "vm-db-01");
      assert.equal((await arm(`${machine}/${rows}&$filter=nonsense`)).status, 400);
    }));

  it("follows groups for assignedTo, and not for principalId", () =>
    withSimulator({ scenario, pageSize: 100 }, async ({ all }) => {
      const theo = "00000000-0000-0000-0001-000000000006";
      const list = (filter: string) =>
        all(
          "arm",
          `/subscriptions/00000000-0000-0000-0005-000000000001/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${filter}`,
        );
      assert.equal((await list(`principalId eq '${theo}'`)).length, 0);
      assert.equal((await list(`atScope() and assignedTo('${theo}')`)).length, 1);
    }));

  it("writes built-in role ids below the subscription that asks, and bare above", () =>
    withSimulator({ scenario }, async ({ arm }) => {
      const first = async (scope: string) => {
        const { body } = await arm(
          `${scope}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=roleName eq 'Owner'`,
        );
        return (body.value as { id: string }[])[0]?.id;
      };
      const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
      assert.equal(await first(""), owner);
      assert.equal(
        await first("/subscriptions/00000000-0000-0000-0005-000000000001"),
        `/subscriptions/00000000-0000-0000-0005-000000000001${owner}`,
      );
    }));

  it("answers for the public names behind a CONNECT forwarder that knows no others", () =>
    withSimulator({ scenario }, async ({ simulator }) => {
      const forwarder = await startForwarder(simulator.port);
      const port = Number(new URL(forwarder.url).port);
      const through = (name: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const socket = connect(port, "127.0.0.1", () =>
            socket.write(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\n`),
          );
          socket.once("error", reject);
          socket.once("data", chunk => {
            if (!chunk.toString().includes(" 200 ")) return resolve(chunk.toString());
            const secure = tlsConnect({ socket, servername: name, ca: simulator.ca }, () =>
              secure.write(`GET /v1.0/users HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`),
            );
            let text = "";
            secure.on("data", part => {
              text += part;
            });
            secure.on("end", () => resolve(text));
            secure.on("error", reject);
          });
        });
      try {
        assert.match(await through("graph.microsoft.com"), /401 Unauthorized/);
        assert.match(await through("vault.azure.net"), /403 Forbidden/);
        assert.deepEqual(forwarder.refused, ["vault.azure.net:443"]);
        assert.deepEqual(
          simulator.requests.slice(-1).map(({ host, plane, status }) => ({ host, plane, status })),
          [{ host: "graph.microsoft.com", plane: "graph", status: 401 }],
        );
      } finally {
        await forwarder.close();
      }
    }));

  it("keeps a log of what was asked", () =>
    withSimulator({ scenario }, async ({ simulator, arm }) => {
      const before = simulator.requests.length;
      await arm("/subscriptions?api-version=2022-12-01");
      assert.deepEqual(simulator.requests.slice(before), [
        {
          method: "GET",
          host: `localhost:${simulator.port}`,
          path: "/subscriptions?api-version=2022-12-01",
          plane: "arm",
          rights: ["Microsoft.Resources/subscriptions/read"],
          route: "/subscriptions",
          status: 200,
        },
      ]);
    }));
});
