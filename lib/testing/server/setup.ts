import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { inject } from "vitest";
import { recordSeenIn } from "../api/seen.ts";

recordSeenIn(join(inject("answersDir"), randomUUID()));
