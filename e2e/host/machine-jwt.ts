import { SignJWT } from "jose";
import type { ApiCredentials } from "./host-options.ts";

const JWT_TTL_SECONDS = 30;

/** A token for one call. The secret signs with its text bytes as they are; it is not base64-decoded. */
export function mintMachineJwt(
  credentials: Pick<ApiCredentials, "organizationId" | "accessKey" | "secretKey">,
  nowSeconds = Math.floor(Date.now() / 1000),
): Promise<string> {
  return new SignJWT({ org: credentials.organizationId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: credentials.accessKey })
    .setIssuer(`urn:meshes:m2m:${credentials.accessKey}`)
    .setAudience("meshes-api")
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + JWT_TTL_SECONDS)
    .sign(new TextEncoder().encode(credentials.secretKey));
}
