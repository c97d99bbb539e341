import type { Database } from "#lib/server/db/database.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import type { Env } from "#lib/server/runtime/env.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import type { TokenSigner } from "./keys/token-signer.ts";

/** What use cases are made of: built once in `wiring.ts`, handed down as an argument, replaced piece by piece in tests. */
export type TenancyApp = {
  env: Env;
  log: Log;
  db: Database;
  sealer: Sealer;
  signer: TokenSigner;
};

/** On whose behalf a use case acts. */
export type Caller = { scope: Scope; actor: string };

export type TenancyContext = TenancyApp & Caller;
