import assert from "node:assert/strict";
import { CloudFileError, cloudIn } from "../../posture/azure/cloud-file";
import { connect } from "../../posture/azure/connect";
import { clouds } from "../../posture/azure/endpoints";

/** The form of ARM's answer under /metadata/endpoints?api-version=2022-09-01, of a cloud of Contoso's own. */
const contosoCloud = {
  portal: "https://portal.cloud.contoso.com",
  authentication: {
    loginEndpoint: "https://login.cloud.contoso.com/",
    audiences: ["https://management.core.cloud.contoso.com/", "https://management.cloud.contoso.com/"],
    tenant: "common",
    identityProvider: "AAD",
  },
  name: "ContosoCloud",
  suffixes: { storage: "core.cloud.contoso.com", keyVaultDns: "vault.cloud.contoso.com" },
  resourceManager: "https://management.cloud.contoso.com/",
  microsoftGraphResourceId: "https://graph.cloud.contoso.com/",
  logAnalyticsResourceId: "https://api.loganalytics.cloud.contoso.com",
};
const read = (answer: unknown) => cloudIn(JSON.stringify(answer));
const { authentication, suffixes, ...rest } = contosoCloud;

describe("a cloud from a file", () => {
  const whole = {
    authority: "https://login.cloud.contoso.com",
    arm: "https://management.cloud.contoso.com",
    graph: "https://graph.cloud.contoso.com",
    storage: "core.cloud.contoso.com",
    vault: "vault.cloud.contoso.com",
    logs: "https://api.loganalytics.cloud.contoso.com",
  };

  it("is read from the answer of its Resource Manager", () => assert.deepEqual(read(contosoCloud), whole));
  it("is read from a list of one, as older versions answer", () => assert.deepEqual(read([contosoCloud]), whole));
  it("is read behind a byte order mark, as PowerShell writes it", () =>
    assert.deepEqual(cloudIn(`\uFEFF${JSON.stringify(contosoCloud)}`), whole));
  it("gives the audience of tokens where that is another address", () =>
    assert.deepEqual(
      read({ ...rest, suffixes, authentication: { ...authentication, audiences: ["https://arm.contoso.com/1/"] } }),
      {
        ...whole,
        armAudience: "https://arm.contoso.com/1",
      },
    ));
  it("is the public cloud, where that is described, but for what no cloud tells", () => {
    const { monitor: _, ...told } = clouds.AzurePublicCloud;
    assert.deepEqual(
      read({
        authentication: {
          loginEndpoint: "https://login.microsoftonline.com",
          audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
        },
        suffixes: { storage: "core.windows.net", keyVaultDns: "vault.azure.net" },
        resourceManager: "https://management.azure.com/",
        microsoftGraphResourceId: "https://graph.microsoft.com/",
        logAnalyticsResourceId: "https://api.loganalytics.io",
      }),
      told,
    );
  });

  const bad: Readonly<Record<string, readonly [unknown, RegExp]>> = {
    "no object": ["cloud", /it is no description of one cloud/],
    "several clouds": [[contosoCloud, contosoCloud], /it describes 2 clouds/],
    "no cloud": [[], /it describes 0 clouds/],
    "no authentication": [{ ...rest, suffixes }, /authentication is missing/],
    "no audience": [
      { ...rest, suffixes, authentication: { ...authentication, audiences: [] } },
      /authentication\.audiences is empty/,
    ],
    "no Resource Manager": [{ ...contosoCloud, resourceManager: undefined }, /resourceManager is missing/],
    "a Graph without https": [
      { ...contosoCloud, microsoftGraphResourceId: "http://graph.contoso.com" },
      /microsoftGraphResourceId is no https URL/,
    ],
    "a sign-in that is no address": [
      { ...rest, suffixes, authentication: { ...authentication, loginEndpoint: "login" } },
      /authentication\.loginEndpoint is no https URL/,
    ],
    "no suffixes": [{ ...rest, authentication }, /suffixes is missing/],
    "a storage suffix that leads elsewhere": [
      { ...contosoCloud, suffixes: { storage: "contoso.com/x?" } },
      /suffixes\.storage is no domain/,
    ],
  };
  for (const [what, [answer, says]] of Object.entries(bad))
    it(`refuses ${what}, in one line`, () =>
      assert.throws(
        () => read(answer),
        (error: unknown) => {
          assert(error instanceof CloudFileError);
          assert.match(error.message, says);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      ));
  it("refuses what is not JSON", () => assert.throws(() => cloudIn("{"), /it is not JSON/));

  it("is asked for tokens of its audience", async () => {
    const asked: unknown[] = [];
    const credential = {
      getToken: async (scope: string | string[]) => {
        asked.push(scope);
        return { token: "", expiresOnTimestamp: 0 };
      },
    };
    const azure = connect({ endpoints: { ...whole, armAudience: "https://arm.contoso.com/1" }, credential });
    await azure.claims("arm");
    await azure.claims("graph");
    assert.deepEqual(asked, ["https://arm.contoso.com/1/.default", "https://graph.cloud.contoso.com/.default"]);
  });
});
