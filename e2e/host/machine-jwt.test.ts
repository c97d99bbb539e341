import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { mintMachineJwt } from "./machine-jwt.ts";

const credentials = {
  organizationId: "5f0c8d3e-6a0b-4c2f-9d59-0a5a4a5a7c11",
  accessKey: "mk_abcdefghijklmnopqrstuv",
  secretKey: "s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t-4",
};

test("the machine JWT names key and organization, lives 30 seconds and is signed with the secret's text", async () => {
  const now = Math.floor(Date.now() / 1000);
  const jwt = await mintMachineJwt(credentials, now);
  expect(decodeProtectedHeader(jwt)).toEqual({ alg: "HS256", typ: "JWT", kid: credentials.accessKey });
  const { payload } = await jwtVerify(jwt, new TextEncoder().encode(credentials.secretKey));
  expect(payload).toEqual({
    iss: `urn:meshes:m2m:${credentials.accessKey}`,
    aud: "meshes-api",
    org: credentials.organizationId,
    iat: now,
    exp: now + 30,
  });
});
