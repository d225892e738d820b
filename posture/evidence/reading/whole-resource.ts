import * as z from "zod";
import { guid, maybeText, present, region, text } from "./wire";

/** A resource as Azure wrote it, before it is reduced. It is never kept as it is. */
export interface WholeResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly region?: string;
  readonly subscription: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the readers of ARM resources look at. */
export const parts = ["type", "kind", "location", "zones", "sku", "plan", "identity", "tags", "properties"] as const;

const bodyOf = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(parts.flatMap(part => (item[part] ? [[part, item[part]] as const] : [])));

/** A row of a table of Resource Graph. */
export const inTable = z
  .looseObject({ id: text, name: text, type: text, location: maybeText, subscriptionId: guid })
  .transform((item): WholeResource => {
    const { id, name, type, location, subscriptionId: subscription } = item;
    return present({ id, name, type, region: location && region.parse(location), subscription, body: bodyOf(item) });
  });

/** A resource of a subscription as ARM gives it. */
export const inSubscription = (subscription: string) =>
  z.looseObject({ id: text, name: text, type: text, location: maybeText }).transform((item): WholeResource => {
    const { id, name, type, location } = item;
    return present({ id, name, type, region: location && region.parse(location), subscription, body: bodyOf(item) });
  });

/** An item of a list below a parent: its type and place follow from the list, where it does not say so itself. */
export const inList = (type: string, path: string, parent: WholeResource) =>
  z.looseObject({ id: maybeText, name: text, location: maybeText }).transform((item): WholeResource => {
    const { id = `${parent.id}/${path}/${item.name}`, name, location } = item;
    const at = location === undefined ? parent.region : region.parse(location);
    return present({ id, name, type, region: at, subscription: parent.subscription, body: bodyOf(item) });
  });

/** What stands at a place of a tree. */
export const valueAt = (tree: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], tree);
