import { writeFileSync } from "node:fs";
import { routes } from "../routes/routes.ts";
import { OPENAPI_FILE } from "../serve-openapi.ts";
import { buildDocument } from "./build-document.ts";

writeFileSync(OPENAPI_FILE, buildDocument(routes));
