import { writeFileSync } from "node:fs";
import { DESTINATION_NAMESPACES, writeFile } from "./destination-texts.ts";

// A part of `npm run openapi`. The formatter comes after it.
for (const namespace of DESTINATION_NAMESPACES) {
  writeFileSync(`lib/i18n/texts/en/${namespace}.ts`, writeFile(namespace));
}
