import { config } from "zod";

/** Before any schema is made: zod tries otherwise whether it may compile code, which the pages forbid and report. */
config({ jitless: true });
