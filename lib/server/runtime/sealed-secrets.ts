import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from "jose";

/** Named 32-byte keys. The first one is used for new values, every one opens old ones: keys rotate without downtime. */
export type KeyRing = { current: NamedKey; byId: ReadonlyMap<string, Uint8Array> };
export type NamedKey = { id: string; key: Uint8Array };

const KEY_BYTES = 32;
/** Of 32 random bytes about 30 differ; fewer than this many do not happen (below 1 in 10^12), but zeros and typed text do. */
const DIFFERENT_BYTES_MIN = 16;

/** Parses `id:base64[,id:base64...]`. The error names the key id, never the key. */
export function parseKeyRing(text: string): KeyRing {
  const keys = text.split(",").map(parseKey);
  const [current] = keys;
  if (current === undefined) throw new Error("at least one key is needed");
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  if (byId.size !== keys.length) throw new Error("two keys have the same name");
  return { current, byId };
}

function parseKey(part: string): NamedKey {
  const [id, encoded, ...rest] = part.trim().split(":");
  if (id === undefined || encoded === undefined || rest.length > 0 || !/^[A-Za-z0-9._-]{1,32}$/.test(id)) {
    throw new Error("must be 'name:key', several separated by commas");
  }
  const key = new Uint8Array(Buffer.from(encoded, "base64"));
  if (key.length !== KEY_BYTES) throw new Error(`key '${id}' must be ${KEY_BYTES} bytes in base64`);
  if (new Set(key).size < DIFFERENT_BYTES_MIN) throw new Error(`key '${id}' is not random: make one with openssl rand`);
  return { id, key };
}

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
