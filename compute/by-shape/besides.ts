import type { ComputeRequest, Facts } from "../facts";
import type { NodeAt } from "../tree";
import { absent, type Value } from "../value";
import { namesAcceleratorAnywhere } from "./glance";
import { namesAccelerator } from "./names";
import { readByShape } from "./requests";

/**
 * The accelerators that a resource of a known type asks for at places where its row does not look: in the form of an API version that is
 * newer than the row, or in one that Azure makes of something else. Ordinary sizes are the row's own business.
 * @param facts what the row reads of the resource
 * @param apart properties of the resource itself that are read elsewhere, in lower case
 */
export function acceleratorsBesides(
  root: NodeAt,
  of: Pick<ComputeRequest, "type" | "region">,
  facts: Facts,
  apart?: ReadonlySet<string>,
): readonly ComputeRequest[] {
  if (!namesAcceleratorAnywhere(root.node)) return [];
  const { requests } = readByShape(root, of, apart);
  const isUnread = placesUnreadIn(facts);
  return requests.flatMap((request): ComputeRequest[] => {
    const { size, accelerator } = request;
    if (isOfAccelerator(size) && isUnread(size)) return [request];
    if (accelerator.state !== "known" || !isUnread(accelerator)) return [];
    // the size beside it is the row's
    return [{ ...request, size: absent(accelerator.path), sizeAbsent: "sizeless" }];
  });
}

/** Whether a size that stands somewhere is an accelerator's, as far as it can be read. */
function isOfAccelerator(size: Value<string>): boolean {
  const texts = size.state === "known" ? [size.value] : "hints" in size ? [...(size.hints ?? [])] : [];
  return [...texts, texts.join("")].some(text => namesAccelerator(text) === "size");
}

/** Which values no row has read, nor anything in them. Names are the same in any letter case, as they are to ARM. */
function placesUnreadIn({ requests, payloads }: Facts): (leaf: Value<unknown>) => boolean {
  const asked = requests.flatMap(({ size, accelerator, otherAccelerators = [], count }): readonly Value<unknown>[] => [
    ...[size, accelerator, count],
    ...otherAccelerators,
  ]);
  // nothing stands at the path of what is absent, which may be that of the whole resource
  const read = asked.filter(({ state }) => state !== "absent").map(({ path }) => path.toLowerCase());
  const texts = payloads.map(({ text }) => text.path.toLowerCase());
  return ({ path }) => {
    const lower = path.toLowerCase();
    const isReadAt = (place: string) => place === lower || [".", "["].some(sign => place.startsWith(lower + sign));
    return !read.some(isReadAt) && !texts.some(text => text === lower || lower.startsWith(`${text}[`));
  };
}
