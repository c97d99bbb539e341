import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from "jose";
import type { KeyRing } from "./key-ring.ts";

/** Where a sealed value lives. It is bound into the ciphertext: moved to another place, the value does not open. */
export type Place = `${string}/${string}/${string}`;

export type Sealer = {
  /** Encrypts `value` for `place` (table/row/column). */
  seal(value: string, place: Place): Promise<string>;
  /** Throws when the key is unknown, the value was changed, or it was sealed for another place. */
  open(sealed: string, place: Place): Promise<string>;
};

/** Secrets at rest: JWE with a fresh data key for each value, wrapped by a key from the environment. */
export function createSealer(keys: KeyRing): Sealer {
  return {
    seal: (value, place) =>
      new CompactEncrypt(new TextEncoder().encode(value))
        .setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: keys.current.id, place })
        .encrypt(keys.current.key),
    open: async (sealed, place) => {
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, (header) => requireKey(keys, header.kid), {
        keyManagementAlgorithms: ["A256GCMKW"],
        contentEncryptionAlgorithms: ["A256GCM"],
      });
      if (protectedHeader["place"] !== place)
        throw new Error("A sealed value was found in a place it does not belong to");
      return new TextDecoder().decode(plaintext);
    },
  };
}

/** The name of the key that a value was sealed with, read without opening it; undefined when it is no sealed value. */
export function sealedWith(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    return undefined;
  }
}

function requireKey(keys: KeyRing, kid: string | undefined): Uint8Array {
  const key = kid === undefined ? undefined : keys.byId.get(kid);
  if (key === undefined) throw new Error(`No encryption key named '${kid ?? ""}' is configured`);
  return key;
}
