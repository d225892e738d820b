import { portalsOf } from "../../catalogue/portals";
import type { Report } from "../report/model";
import type { Item } from "./step";

/** A page of the Azure portal of the report's cloud; nothing, where it is not known where that is. */
export function linkTo(page: string, { cloud }: Pick<Report, "cloud">): Pick<Item, "link"> {
  const portals = portalsOf(cloud);
  return portals ? { link: `${portals.azure}${page}` } : {};
}
