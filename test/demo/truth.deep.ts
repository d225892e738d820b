import { plants } from "../../simulator/scenario/contoso";
import { goesAlone } from "./truth";

describe("the planted truth, without each plant", () => goesAlone(plants));
