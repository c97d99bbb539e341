import { createHash } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { MachineKeys } from "./machine-keys.ts";

const AUDIENCE = "meshes-api";
const LIFETIME_MAX_SECONDS = 60;
const CLOCK_SKEW_SECONDS = 10;
const CACHE_TOKENS = 20_000;

const Claims = z.object({ iss: z.string(), org: z.string(), iat: z.number(), exp: z.number() });

export type MachineIdentity = { organizationId: string; accessKey: string };

/**
 * Verifies machine JWTs: HS256 only; `kid`, `iss`, `aud` and `org` must agree; at most 60 s of life; 10 s of clock
 * skew either way. A token is verified once and remembered by its hash; its key is looked up every time, so a revoked
 * key refuses at once.
 */
export function createMachineTokenVerifier(keys: MachineKeys) {
  const verified = new LRUCache<string, MachineIdentity>({ max: CACHE_TOKENS });

  return async function verifyMachineToken(token: string): Promise<MachineIdentity> {
    const hash = createHash("sha256").update(token).digest("base64");
    const known = verified.get(hash);
    if (known !== undefined && (await keys.find(known.accessKey)) !== undefined) return known;
    const { identity, expiresAtMs } = await verifyOnce(keys, token);
    verified.set(hash, identity, { ttl: Math.max(1, expiresAtMs - clock.nowMs()) });
    return identity;
  };
}

async function verifyOnce(keys: MachineKeys, token: string) {
  const accessKey = readKeyId(token);
  const key = await keys.find(accessKey);
  if (key === undefined) throw refused();
  const payload = await verifySignature(token, key.secret);
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw refused(claims.error);
  const { iss, org, iat, exp } = claims.data;
  const isConsistent = iss === `urn:meshes:m2m:${accessKey}` && org.toLowerCase() === key.organizationId;
  const isShortLived = exp - iat <= LIFETIME_MAX_SECONDS && iat <= clock.nowMs() / 1000 + CLOCK_SKEW_SECONDS;
  if (!isConsistent || !isShortLived) throw refused();
  return {
    identity: { organizationId: key.organizationId, accessKey },
    expiresAtMs: (exp + CLOCK_SKEW_SECONDS) * 1000,
  };
}

function readKeyId(token: string): string {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === "HS256" && typeof kid === "string") return kid;
  } catch (error) {
    throw refused(error);
  }
  throw refused();
}

async function verifySignature(token: string, secret: Uint8Array) {
  try {
    const options = {
      algorithms: ["HS256"],
      audience: AUDIENCE,
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: clock.now(),
    };
    return (await jwtVerify(token, secret, options)).payload;
  } catch (error) {
    throw refused(error);
  }
}

/** One text for every reason: a caller with bad credentials learns nothing about good ones. */
function refused(cause?: unknown): AppError {
  return new AppError("unauthorized", "Authentication required", { cause });
}
