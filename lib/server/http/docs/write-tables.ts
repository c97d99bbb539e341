import { writeFileSync } from "node:fs";
import { fillTables } from "./fill-tables.ts";

// `npm run docs:generate`: fills the generated parts of the documents, and lets the formatter align them.
for (const { path, after } of fillTables()) writeFileSync(path, after);
