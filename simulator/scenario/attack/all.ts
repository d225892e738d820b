import type { Plant } from "../stage";
import { accountPlants } from "./accounts";
import { guardPlants } from "./guards";
import { miningPlants } from "./mining";
import { privilegePlants } from "./privilege";
import { quotaPlants } from "./quota";
import { rightsPlants } from "./rights";

/** Every plant of STORY.md, in the order of their ids. */
export const plants: readonly Plant[] = [
  ...rightsPlants,
  ...accountPlants,
  ...privilegePlants,
  ...quotaPlants,
  ...miningPlants,
  ...guardPlants,
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
