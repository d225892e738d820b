import assert from "node:assert/strict";
import { uuidOf } from "../../catalogue/uuid";
import { stixBundle } from "../../guardrails/stix";
import { poolDomains, poolsComparedOn, searchForMining } from "../../payloads/search";

/** What an indicator has to hold (STIX 2.1, 3.2 "Common Properties" and 4.7 "Indicator"), and in which form. */
const required: { readonly [property: string]: RegExp } = {
  type: /^indicator$/,
  spec_version: /^2\.1$/,
  id: /^indicator--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  created: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  modified: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  pattern: /^\[domain-name:value = '[a-z0-9.-]+'\]$/,
  pattern_type: /^stix$/,
  valid_from: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

describe("the pools as STIX", () => {
  const bundle = stixBundle(poolDomains(), poolsComparedOn);

  it("hold what STIX 2.1 asks of an indicator and of a bundle", () => {
    assert.equal(bundle.type, "bundle");
    assert.match(bundle.id, /^bundle--[0-9a-f]{8}-[0-9a-f]{4}-5/);
    for (const each of bundle.objects)
      for (const [property, form] of Object.entries(required))
        assert.match(String(each[property as keyof typeof each]), form, `${each.name} ${property}`);
    assert.equal(new Set(bundle.objects.map(({ id }) => id)).size, poolDomains().length);
  });

  it("keep their ids on another day, while the bundle is another one", () => {
    const [domain = ""] = poolDomains();
    const [first, later] = ["2026-01-01", "2027-01-01"].map(day => stixBundle([domain], day));
    assert.equal(first?.objects[0]?.id, later?.objects[0]?.id);
    assert.notEqual(first?.id, later?.id);
  });

  it("are pools that the search for mining finds by themselves, each once, in order", () => {
    const domains = poolDomains();
    assert.deepEqual(domains, [...new Set(domains)].sort());
    for (const domain of domains)
      assert.ok(
        searchForMining(`./a -o ${domain}:3333`).indicators.some(({ kind }) => kind === "pool"),
        domain,
      );
    assert.ok(domains.includes("nanopool.org"));
    // words that are ordinary too
    for (const weak of ["mooo.com", "monero.net"]) assert.ok(!domains.includes(weak), weak);
  });
});

describe("an id that follows from words", () => {
  it("is the UUID of the standard's example (RFC 9562, A.4)", () =>
    assert.equal(
      uuidOf("www.example.com", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
      "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    ));
  it("is in the namespace of the project's address", () =>
    assert.equal(
      uuidOf("x"),
      uuidOf("x", uuidOf("https://github.com/computeguard/computeguard", "6ba7b811-9dad-11d1-80b4-00c04fd430c8")),
    ));
});
