import { panelScript } from "./panel";
import { stateScript } from "./state";
import { tableScript } from "./table";

/** The page's only script. The content security policy allows it by its hash; every text of the tenant enters as text alone. */
export const pageScript = `"use strict";document.documentElement.className = "scripted";${stateScript}${tableScript}${panelScript}show();
if (location.hash.startsWith("#findings?")) (panel.hidden ? document.querySelector("#findings") : panel).scrollIntoView();\n`;
