import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readers } from "../../compute/governance";
import { pulumiHolders } from "../../compute/template/holders/pulumi-types";
import { computeTypes } from "../../compute/types";
import { pathsOf, pathsOfChange, pathsOfTemplate, type RowPath } from "./row-paths";
import { type Proof, prove, type SdkPath } from "./sdk-paths";
import { healthy, planted } from "./sdk-paths-planted";

const data = join(__dirname, "../../../shared/data");
const file = (name: string) => JSON.parse(readFileSync(join(data, name), "utf8"));

/** The paths that other API versions and other majors of the SDKs were found to have, by token. */
function comparisons(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (token: string, paths: readonly string[]) => found.set(token, [...(found.get(token) ?? []), ...paths]);
  const drift: { [token: string]: { readonly paths: object } } = file("path-drift.json");
  for (const [token, { paths }] of Object.entries(drift)) add(token, Object.keys(paths));
  const inventory: readonly { [key: string]: unknown; type: string; legacyOnly?: boolean }[] =
    file("compute-surface.json");
  for (const entry of inventory)
    for (const [key, paths] of Object.entries(entry))
      if (/^other\w+Paths$/.test(key) || (entry.legacyOnly && key.endsWith("Paths")))
        add(entry.type, paths as readonly string[]);
  return found;
}

const elsewhere = existsSync(data) ? comparisons() : undefined;

/** Types that only older majors of the SDKs have. */
const onlyInOldSdks: readonly string[] = [
  "compute:CloudService",
  "hdinsight:ClusterPool",
  "containerservice:OpenShiftManagedCluster",
  "containerservice:ContainerService",
  "labservices:EnvironmentSetting",
  "machinelearningservices:ACIService",
  "machinelearningservices:AKSService",
  "machinelearningservices:EndpointVariant",
  "web:HostingEnvironment",
  "web:ManagedHostingEnvironment",
  "workloads:PhpWorkload",
  "core/templateDeployment:TemplateDeployment",
  "datafactory/integrationRuntimeManaged:IntegrationRuntimeManaged",
  "hdinsight/mLServicesCluster:MLServicesCluster",
  "hdinsight/rServerCluster:RServerCluster",
  "hdinsight/stormCluster:StormCluster",
  "lab/lab:Lab",
  "policy/assignment:Assignment",
  "servicefabric/meshApplication:MeshApplication",
];

/** Types that only later API versions have, of which a program takes a local package: their paths are ARM's. */
const onlyInLocalPackages: readonly string[] = [
  "cognitiveservices:ManagedComputeDeployment",
  "compute:InterconnectBlock",
  "computelimit:MemberCapOverride",
  "computelimit:SharedLimitCap",
  "computelimit:TrustedHostSubscription",
];

/** Places that only other API versions have, so that the first choice below them is none of the current version's. */
const ofOtherVersions: readonly string[] = [
  // Preview versions autoscale agent pools of several sizes.
  "containerservice:AgentPool virtualMachinesProfile.scale.autoscale[]",
  "containerservice:ManagedCluster agentPoolProfiles[].virtualMachinesProfile.scale.autoscale[]",
  // Preview versions have a dev box definition inside the pool.
  "devcenter:Pool devBoxDefinition",
  // The first preview built environments by Docker alone.
  "machinelearningservices:EnvironmentVersion properties.docker",
  // The first environments had their pools inside them, and were another type in the SDK.
  "web:AppServiceEnvironment workerPools[]",
  // HDInsight on AKS has the same token.
  "hdinsight:Cluster computeProfile.nodes[]",
  // What was said of jobs had other names before.
  "machinelearningservices:Job jobBaseProperties",
  "machinelearningservices:Job jobBaseDetails",
  "machinelearningservices:Schedule scheduleProperties.action.jobBaseProperties",
];

/** Older names of a place whose inside has stayed the same: what stands in the newer one stood in the older. */
const renamed: readonly (readonly [type: string, older: string, newer: string])[] = [
  ["machinelearningservices:Job", "jobBaseProperties", "properties"],
  ["machinelearningservices:Job", "jobBaseDetails", "properties"],
  [
    "machinelearningservices:Schedule",
    "scheduleProperties.action.jobBaseProperties",
    "properties.action.jobDefinition",
  ],
];

/** What does not compile, and is in no comparison of versions either. */
const exempt: { readonly [path: string]: string } = {
  ...Object.fromEntries(
    ["ManagedCluster agentPoolProfiles[].", "AgentPool "].map(at => [
      `containerservice:${at}virtualMachinesProfile.scale.manual[].sizes[]`,
      "of previews of the API, which Azure's own list of aliases has and the comparison does not",
    ]),
  ),
  ...Object.fromEntries(
    ["size", "sizes[]", "minCount"].flatMap(key =>
      ofOtherVersions.slice(0, 2).map(at => [`${at}.${key}`, "the comparison lists the profile's maxCount alone"]),
    ),
  ),
  ...Object.fromEntries(
    ["workerPools[]", "workerPools[].sku.size", "workerPools[].sku.capacity"].map(path => [
      `web:AppServiceEnvironment ${path}`,
      "of its older form, HostingEnvironment",
    ]),
  ),
  "web:HostingEnvironment dedicatedHostCount": "of its newer form, AppServiceEnvironment",
  "hdinsight:Cluster clusterProfile.autoscaleProfile.loadBasedConfig.maxNodes":
    "of HDInsight on AKS, of whose autoscaling the comparison lists the schedules alone",
  "containerservice:ContainerService masterProfile.vmSize": "the comparison lists the profile's count alone",
  "machinelearningservices:EndpointVariant containerResourceRequirements.gpu": "of the services beside it in the row",
  ...Object.fromEntries(
    [
      "webNodesProfile.nodeSku",
      "webNodesProfile.autoScaleMaxCount",
      "controllerProfile.nodeSku",
      "searchProfile.nodeSku",
    ].map(path => [`workloads:PhpWorkload ${path}`, "the comparison lists what is called sku or capacity alone"]),
  ),
  "resources:TemplateSpecVersion template": "mainTemplate in the first API version",
  "resources:TemplateSpecVersion artifacts[].template": "linkedTemplates in the first API version",
  "subscription:Alias properties.managementGroupId": "Azure answers with it there, when an alias is read",
  ...Object.fromEntries(
    ["dockerImageUri", "dockerfile"].map(key => [
      `machinelearningservices:EnvironmentVersion properties.docker.${key}`,
      "of its older form, EnvironmentSpecificationVersion",
    ]),
  ),
  "devcenter:Pool devBoxDefinition.sku.name": "the comparison lists the definition's SKU as a whole",
  "monitor:AutoscaleSetting profiles[].capacity.default": "Azure Monitor writes its counts as texts",
  "monitor:AutoscaleSetting profiles[].capacity.maximum": "Azure Monitor writes its counts as texts",
};

/** What azure-native leaves open (`any`): nothing below can be proved. */
const open: readonly string[] = [
  // Steps of a pipeline are written as the CLI writes them.
  "machinelearningservices:Job properties.jobs{}",
  "machinelearningservices:Schedule properties.action.jobDefinition.jobs{}",
  "authorization:PolicyDefinition policyRule",
  "authorization:PolicyDefinitionAtManagementGroup policyRule",
  "authorization:PolicyDefinitionVersion policyRule",
  "authorization:PolicyDefinitionVersionAtManagementGroup policyRule",
];

const paths = [
  ...computeTypes.flatMap(pathsOf),
  ...pulumiHolders.flatMap(pathsOfTemplate),
  ...readers.flatMap(reader => reader.rows.flatMap(pathsOfChange)),
];

/** A path with one letter too many, in each of its keys in turn. */
const misspelt = <P extends SdkPath>(path: P): P[] =>
  [...path.path.matchAll(/\w+/g)].map(({ index, 0: key }) => {
    const end = index + key.length;
    return { ...path, path: `${path.path.slice(0, end)}X${path.path.slice(end)}` };
  });

const nameOf = ({ type, path }: SdkPath) => `${type} ${path}`;

const isWithin = (path: string, place: string) =>
  path === place || (path.startsWith(place) && ".[{".includes(path.charAt(place.length)));

const isBelow = (path: SdkPath, places: readonly string[]) => places.some(place => isWithin(nameOf(path), place));

/** A path as it is now, where the place that it stands in had another name. */
function asRenamed(path: RowPath): RowPath {
  const [, older = "", newer = ""] =
    renamed.find(([type, older]) => type === path.type && isWithin(path.path, older)) ?? [];
  return { ...path, path: newer + path.path.slice(older.length) };
}

/** Known from a comparison of versions: itself, or something below it. */
const isElsewhere = ({ sdk, type, path }: SdkPath, known: ReadonlyMap<string, readonly string[]>): boolean => {
  const paths = known.get(`${sdk.replace("@pulumi/", "")}:${type}`);
  return path === "" ? paths !== undefined : !!paths?.some(one => isWithin(one, path));
};

describe("the paths of the tables, compiled against the SDKs' Args", () => {
  let proof: Proof;
  let refused: readonly RowPath[];
  let unknown: readonly RowPath[];

  before(() => {
    proof = prove([...paths, ...paths.flatMap(misspelt), ...healthy, ...Object.values(planted).flat()]);
    refused = paths.filter(path => !proof.proves(path));
    unknown = refused.filter(path => elsewhere && !isElsewhere(path, elsewhere) && !proof.proves(asRenamed(path)));
  });

  it("belong to types that the SDKs have, or that older majors had", () => {
    const missing = new Set(paths.map(({ type }) => type).filter(type => proof.missing.has(type)));
    assert.deepEqual([...missing].sort(), [...onlyInOldSdks, ...onlyInLocalPackages].sort());
  });

  it("exist in the current version, where they are first choices", () => {
    const stale = refused.filter(
      path => path.current && !proof.missing.has(path.type) && !isBelow(path, ofOtherVersions),
    );
    assert.deepEqual(stale.map(nameOf), []);
  });

  it("exist in another version, where the SDKs do not have them", function () {
    if (!elsewhere) {
      console.log("      (../shared/data is not there: paths of other versions are not checked)");
      return this.skip();
    }
    assert.deepEqual(
      unknown
        .filter(({ type }) => !onlyInLocalPackages.includes(type))
        .map(nameOf)
        .filter(path => !(path in exempt)),
      [],
    );
  });

  it("lead nowhere with a letter too many", () => {
    const found = paths.flatMap(misspelt).filter(path => proof.proves(path) && !isBelow(path, open));
    assert.deepEqual(found.map(nameOf), []);
  });

  it("are refused where they are planted wrong", () => {
    assert.deepEqual(
      healthy.filter(path => !proof.proves(path)),
      [],
    );
    const passed = Object.keys(planted).filter(fault => planted[fault]!.every(proof.proves));
    assert.deepEqual(passed, []);
  });

  it("have no exemption that is not needed", () => {
    for (const place of ofOtherVersions)
      assert.ok(
        refused.some(path => isBelow(path, [place])),
        place,
      );
    for (const [type, older] of renamed)
      assert.ok(
        refused.some(path => path.type === type && isWithin(path.path, older) && proof.proves(asRenamed(path))),
        `${type} ${older}`,
      );
    const proved = paths.flatMap(misspelt).filter(proof.proves);
    for (const place of open)
      assert.ok(
        proved.some(path => isBelow(path, [place])),
        place,
      );
    const needed = new Set((elsewhere ? unknown : refused).map(nameOf));
    for (const path of Object.keys(exempt)) assert.ok(needed.has(path), path);
  });
});
