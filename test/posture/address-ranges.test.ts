import assert from "node:assert/strict";
import { rangesOf } from "../../posture/facts/address-ranges";

describe("ranges of addresses", () => {
  const held: readonly (readonly [
    prefixes: readonly string[],
    inside: readonly string[],
    outside: readonly string[],
  ])[] = [
    [["203.0.113.0/24"], ["203.0.113.0", "203.0.113.255", " 203.0.113.9 "], ["203.0.112.255", "203.0.114.0"]],
    [["203.0.113.9"], ["203.0.113.9", "::ffff:203.0.113.9"], ["203.0.113.8", "203.0.113.10"]],
    [["203.0.113.77/30"], ["203.0.113.76", "203.0.113.79"], ["203.0.113.75", "203.0.113.80"]],
    [["2001:db8:100::/48"], ["2001:db8:100::1", "2001:DB8:100:ffff::"], ["2001:db8:101::", "2001:db8:ff:ffff::"]],
    [["0.0.0.0/0"], ["192.0.2.1", "255.255.255.255"], ["2001:db8::1", "::1"]],
    [["::/0"], ["2001:db8::1", "192.0.2.1"], []],
    // One inside another, one right behind another, and out of order.
    [
      ["198.51.100.128/25", "192.0.2.0/28", "198.51.100.0/25", "198.51.100.64/28"],
      ["198.51.100.0", "198.51.100.127", "198.51.100.128", "198.51.100.255", "192.0.2.15"],
      ["192.0.2.16", "198.51.99.255", "198.51.101.0"],
    ],
    // The small one ends before the great one that began before it.
    [["198.51.100.0/24", "198.51.100.0/30"], ["198.51.100.200"], ["198.51.101.0"]],
    [[], [], ["192.0.2.1", "::"]],
  ];
  for (const [prefixes, inside, outside] of held)
    it(prefixes.join(" ") || "none", () => {
      const ranges = rangesOf(prefixes);
      for (const address of inside) assert(ranges.has(address), `${address} is in it`);
      for (const address of outside) assert(!ranges.has(address), `${address} is not in it`);
    });

  for (const address of ["", "1", "010.1", "203.0.113", "203.0.113.256", "office", "203.0.113.7:443", "203.0.113.7/32"])
    it(`"${address}" is no address, and lies in none`, () => assert(!rangesOf(["0.0.0.0/0", "::/0"]).has(address)));

  for (const prefix of [
    "",
    "203.0.113.0/33",
    "2001:db8::/129",
    "203.0.113.0/",
    "203.0.113.0/24/1",
    "203.0.113/24",
    "x/8",
  ])
    it(`"${prefix}" is no prefix, and holds nothing`, () => {
      const ranges = rangesOf([prefix, "192.0.2.0/24"]);
      assert(!ranges.has("203.0.113.0") && !ranges.has("2001:db8::"));
      assert(ranges.has("192.0.2.7"), "the others still count");
    });

  it("agrees with a search through all of them", () => {
    const prefixes = Array.from({ length: 300 }, (_, i) => `203.0.${(i * 37) % 256}.${(i * 16) % 256}/${24 + (i % 9)}`);
    const ranges = rangesOf(prefixes);
    const number = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    const within = (address: string, prefix: string) => {
      const [start = "", bits] = prefix.split("/");
      const size = 2 ** (32 - Number(bits));
      return Math.floor(number(address) / size) === Math.floor(number(start) / size);
    };
    for (let i = 0; i < 3000; i++) {
      const address = `203.0.${(i * 7) % 256}.${(i * 11) % 256}`;
      const expected = prefixes.some(prefix => within(address, prefix));
      assert.equal(ranges.has(address), expected, address);
    }
  });
});
