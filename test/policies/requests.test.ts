import assert from "node:assert/strict";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import * as fc from "fast-check";
import { Withheld } from "../../compute/value";
import { messagesOf, type Resource } from "../../engine/messages";
import { protocolOf } from "../../engine/protocol";
import type { JsonObject } from "../../engine/wire";
import { plain } from "../../policies/pulumi/plain";
import { readRequests, type AnalyzerService as ServiceDefinition } from "../../policies/pulumi/requests";
import { readStruct } from "../../policies/pulumi/struct";
import { runs } from "../depth";

const protocol = protocolOf("policies");
const messages = messagesOf(protocol);
const types = protocol("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerService } = protocol("@pulumi/pulumi/proto/analyzer_grpc_pb");
const { Struct } = protocol("google-protobuf/google/protobuf/struct_pb");

/** The service with our reading, and the SDK's beside it. */
function services() {
  const { analyze, remediate, analyzeStack } = AnalyzerService;
  const ours = { analyze: { ...analyze }, remediate: { ...remediate }, analyzeStack: { ...analyzeStack } };
  readRequests(ours, types);
  return { ours, theirs: AnalyzerService };
}

const key = fc
  .oneof(
    fc.constantFrom("", "a", "B", "10", "9", "é", "\u{1F600}", "constructor", "toString", "a".repeat(300)),
    fc.string({ unit: "grapheme", maxLength: 5 }),
  )
  .filter(name => name !== "__proto__");
const { properties } = fc.letrec<{ value: unknown; properties: JsonObject }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      1.5,
      -1e300,
      Number.MAX_SAFE_INTEGER,
      "",
      "\0",
      "x".repeat(70_000),
    ),
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true }),
    fc.array(tie("value"), { maxLength: 5 }),
    tie("properties"),
  ),
  properties: fc.dictionary(key, tie("value"), { maxKeys: 6 }) as fc.Arbitrary<JsonObject>,
}));

/** What a reader sees of properties: the keys in their request, and of a number also its sign. */
const seen = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (Object.is(inner, -0) ? "-0" : inner));

const resource: fc.Arbitrary<Resource> = fc.record({
  urn: fc.constant("urn:pulumi:dev::render::azure-native:compute:VirtualMachine::it"),
  type: fc.constantFrom("azure-native:compute:VirtualMachine", ""),
  name: fc.string({ unit: "grapheme", maxLength: 10 }),
  properties,
  parent: fc.constantFrom("", "urn:pulumi:dev::render::pulumi:pulumi:Stack::render-dev"),
  dependencies: fc.constantFrom([], ["urn:pulumi:dev::render::a:b:C::d"]),
  options: fc.record({ protect: fc.boolean(), ignoreChanges: fc.constantFrom([], ["tags"]) }),
  provider: fc.record({
    urn: fc.constant("urn:pulumi:dev::render::pulumi:providers:azure-native::default"),
    type: fc.constant("pulumi:providers:azure-native"),
    name: fc.constant("default"),
    properties,
  }),
});

type Request = ReturnType<typeof messages.analyze>;

/** All that a request says: first of the properties, then of the rest. */
function saidBy(request: Request | AnalyzerResource) {
  const properties = seen(request.getProperties()?.toJavaScript());
  request.clearProperties();
  return { properties, rest: request.toObject() };
}

describe("a request's properties, read by us", () => {
  it("are what google-protobuf reads", () => {
    void fc.assert(
      fc.property(properties, written => {
        const bytes = messages.struct(written).serializeBinary();
        assert.equal(seen(readStruct(bytes)), seen(Struct.deserializeBinary(bytes).toJavaScript()));
      }),
      { numRuns: runs(300) },
    );
  });

  it("come in one request, in whatever order Go wrote them", () => {
    const named = (name: string, number: number) =>
      field(name, new BinaryWriter().tag(2, WireType.Bit64).double(number));
    const read = readStruct(struct(named("vmSize", 2), named("zones", 3), named("location", 1)));
    assert.equal(JSON.stringify(read), '{"location":1,"vmSize":2,"zones":3}');
    assert.equal(JSON.stringify(readStruct(struct(named("a", 1), named("a", 2)))), '{"a":2}', "the last one counts");
  });

  it("of any request stand beside all else that it says", () => {
    const { ours, theirs } = services();
    const request = (one: Resource) => Buffer.from(messages.analyze(one).serializeBinary());
    void fc.assert(
      fc.property(resource, one => {
        const said = saidBy(theirs.analyze.requestDeserialize(request(one)));
        for (const { requestDeserialize } of [ours.analyze, ours.remediate])
          assert.deepEqual(saidBy(requestDeserialize(request(one))), said);
      }),
      { numRuns: runs(100) },
    );
    void fc.assert(
      fc.property(fc.array(resource, { maxLength: 4 }), resources => {
        const bytes = Buffer.from(messages.analyzeStack(resources).serializeBinary());
        const said = [theirs, ours].map(({ analyzeStack }) =>
          analyzeStack.requestDeserialize(bytes).getResourcesList().map(saidBy),
        );
        assert.deepEqual(said[1], said[0]);
        assert.equal(said[0]?.length, resources.length);
      }),
      { numRuns: runs(50) },
    );
  });

  it("are read by us, and once for all policies", () => {
    const { ours } = services();
    const one = { urn: "u", type: "t", name: "n", properties: { a: 1 } };
    const bytes = Buffer.from(messages.analyze(one).serializeBinary());
    const stack = Buffer.from(messages.analyzeStack([one]).serializeBinary());
    for (const message of [
      ours.analyze.requestDeserialize(bytes),
      ours.remediate.requestDeserialize(bytes),
      ...ours.analyzeStack.requestDeserialize(stack).getResourcesList(),
    ]) {
      assert.equal(Object.getPrototypeOf(message.getProperties()?.toJavaScript()), null);
      assert.equal(message.getProperties(), message.getProperties());
    }
  });

  it("count once where they stand twice, as the last of any field does", () => {
    const { ours, theirs } = services();
    const parts = [{ a: 1 }, { b: 2 }].map(properties =>
      messages.analyze({ urn: "u", type: "t", name: "n", properties }).serializeBinary(),
    );
    const [mine, reference] = [ours, theirs].map(({ analyze }) =>
      saidBy(analyze.requestDeserialize(Buffer.concat(parts))),
    );
    assert.deepEqual(mine, reference);
    assert.equal(mine?.properties, '{"b":2}');
  });

  it("let no name that JavaScript gives a meaning stand in for others", () => {
    const { specialSigKey, specialSecretSig } = require("@pulumi/pulumi/runtime/rpc");
    const { deserializeProperties } = require("@pulumi/policy/deserialize");
    const text = (of: string) => new BinaryWriter().tag(3, WireType.LengthDelimited).string(of);
    const harmless = messages.struct({ [specialSigKey]: specialSecretSig, value: { vmSize: "Standard_D2s_v5" } });
    const hardware = readStruct(
      struct(
        field("vmSize", text("Standard_NC24ads_A100_v4")),
        field("__proto__", new BinaryWriter().tag(5, WireType.LengthDelimited).bytes(harmless.serializeBinary())),
      ),
    );
    assert.deepEqual(Object.keys(hardware), ["__proto__", "vmSize"]);
    const read = plain(deserializeProperties({ toJavaScript: () => ({ hardware }) }, false)) as { hardware: unknown };
    assert.deepEqual(read.hardware, new Withheld("hidden"));
  });

  it("where they are not as we know them, are google-protobuf's to read, or to refuse", () => {
    const { ours, theirs } = services();
    void fc.assert(
      fc.property(resource, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 }), (one, changes) => {
        const bytes = Buffer.from(messages.analyze(one).serializeBinary());
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const outcome = (read: (bytes: Buffer) => Request) => {
          try {
            return saidBy(read(bytes));
          } catch {
            return "refused";
          }
        };
        assert.deepEqual(outcome(ours.analyze.requestDeserialize), outcome(theirs.analyze.requestDeserialize));
      }),
      { numRuns: runs(300) },
    );
  });

  it("where the service is another, are read as ever", () => {
    const asEver = () => "as ever";
    const others: readonly ServiceDefinition[] = [
      {},
      { analyze: Object.freeze({ requestDeserialize: asEver }) },
      { remediate: { requestDeserialize: "not a function" } },
    ];
    for (const service of others) {
      const before = { ...service.analyze, ...service.remediate };
      readRequests(service, types);
      assert.deepEqual({ ...service.analyze, ...service.remediate }, before);
    }
  });
});

/** A field of a Struct, with a Value of its own. */
const field = (name: string, value: BinaryWriter): Uint8Array =>
  new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(name)
    .tag(2, WireType.LengthDelimited)
    .bytes(value.finish())
    .finish();

const struct = (...fields: readonly Uint8Array[]): Uint8Array =>
  fields.reduce((writer, bytes) => writer.tag(1, WireType.LengthDelimited).bytes(bytes), new BinaryWriter()).finish();
