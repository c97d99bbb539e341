import { writeFileSync } from "node:fs";
import { IntegrationType } from "#lib/contracts/integrations.ts";
import { drawLogo } from "./draw-logo.ts";

// `npm run logos`: the logos of all destinations, after a change of `draw-logo.ts` or an update of its packages.
for (const type of IntegrationType.options) {
  writeFileSync(new URL(`../../components/patterns/logos/${type}.svg`, import.meta.url), drawLogo(type));
}
