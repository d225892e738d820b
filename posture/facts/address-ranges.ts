import ipaddr from "ipaddr.js";

/** A set of addresses, by prefixes. */
export interface AddressRanges {
  /** Whether an address, as a log writes it, lies in one of the ranges. What is no address lies in none. */
  has(address: string): boolean;
}

/** An address as a number, IPv4 within IPv6 as IPv6 itself maps it, so that one index holds both. */
function numberOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  const whole = address.kind() === "ipv4" ? (address as ipaddr.IPv4).toIPv4MappedAddress() : address;
  return whole.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Only what stands in four decimal parts is IPv4: to the parser `010.1` and `1` are addresses too. */
function addressIn(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  return isAddress ? ipaddr.parse(text) : undefined;
}

/** One spelling of an address, for IPv6 has many; of a range, or what is neither, the text itself. */
export function oneSpelling(text: string): string {
  const address = addressIn(text.trim());
  return address ? numberOf(address).toString() : text;
}

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** The range of `203.0.113.0/24`, or of a single address; undefined where it is neither. */
function rangeOf(prefix: string): Range | undefined {
  const [text = "", bits, ...more] = prefix.trim().split("/");
  const address = addressIn(text);
  if (!address || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const width = address.kind() === "ipv4" ? 32 : 128;
  const free = width - Number(bits ?? width);
  if (free < 0) return undefined;
  const first = (numberOf(address) >> BigInt(free)) << BigInt(free);
  return { first, last: first + (1n << BigInt(free)) - 1n };
}

/**
 * An index of ranges, sorted and merged, in which an address is found by halving: Azure has ten thousand prefixes. What is no
 * prefix is left out.
 */
export function rangesOf(prefixes: Iterable<string>): AddressRanges {
  const found: Range[] = [];
  for (const prefix of prefixes) {
    const range = rangeOf(prefix);
    if (range) found.push(range);
  }
  found.sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  const merged: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of found) {
    const before = merged.at(-1);
    if (!before || first > before.last + 1n) merged.push({ first, last });
    else if (last > before.last) before.last = last;
  }
  return {
    has(text) {
      const address = addressIn(text.trim());
      if (!address) return false;
      const wanted = numberOf(address);
      let [low, high] = [0, merged.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (merged[middle]!.last < wanted) low = middle + 1;
        else high = middle;
      }
      const range = merged[low];
      return range !== undefined && range.first <= wanted;
    },
  };
}
