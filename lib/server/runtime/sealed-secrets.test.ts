import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { decodeProtectedHeader } from "jose";
import { expect, it } from "vitest";
import { parseKeyRing, createSealer } from "./sealed-secrets.ts";

const key = (name: string) => `${name}:${randomBytes(32).toString("base64")}`;
const PLACE = "connections/1/secrets";

it("opens in its place what was sealed for it, whatever it is", async () => {
  const sealer = createSealer(parseKeyRing(key("k1")));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (value) => {
      const sealed = await sealer.seal(value, PLACE);
      expect(await sealer.open(sealed, PLACE)).toBe(value);
    }),
    { numRuns: 50 },
  );
});

it("never seals the same value the same way, and wraps a data key of its own for each", async () => {
  const sealer = createSealer(parseKeyRing(key("k1")));
  const [a, b] = [await sealer.seal("planted", PLACE), await sealer.seal("planted", PLACE)];
  expect(a.split(".")[1]).not.toBe(b.split(".")[1]);
  expect(decodeProtectedHeader(a)).toMatchObject({ alg: "A256GCMKW", enc: "A256GCM", kid: "k1", place: PLACE });
  expect(a).not.toContain(Buffer.from("planted").toString("base64url"));
});

it.each(["connections/2/secrets", "connections/1/other", "machine_keys/1/secrets"] as const)(
  "does not open in %s",
  async (place) => {
    const sealer = createSealer(parseKeyRing(key("k1")));
    const sealed = await sealer.seal("secret", PLACE);
    await expect(sealer.open(sealed, place)).rejects.toThrow(/place/);
  },
);

it("does not open when its place was rewritten or any part was changed", async () => {
  const sealer = createSealer(parseKeyRing(key("k1")));
  const parts = (await sealer.seal("secret", PLACE)).split(".");
  const header = { ...decodeProtectedHeader(parts.join(".")), place: "connections/2/secrets" };
  const moved = [Buffer.from(JSON.stringify(header)).toString("base64url"), ...parts.slice(1)].join(".");
  await expect(sealer.open(moved, "connections/2/secrets")).rejects.toThrow();
  for (const index of parts.keys()) {
    const changed = parts.map((part, at) =>
      at === index ? `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}` : part,
    );
    await expect(sealer.open(changed.join("."), PLACE)).rejects.toThrow();
  }
});

it("opens old values while keys rotate, and seals with the new key", async () => {
  const [old, fresh] = [key("old"), key("new")];
  const sealed = await createSealer(parseKeyRing(old)).seal("secret", PLACE);
  const both = createSealer(parseKeyRing(`${fresh},${old}`));
  expect(await both.open(sealed, PLACE)).toBe("secret");
  expect(decodeProtectedHeader(await both.seal("secret", PLACE))).toMatchObject({ kid: "new" });
  await expect(createSealer(parseKeyRing(fresh)).open(sealed, PLACE)).rejects.toThrow(/'old'/);
});

it("does not open with a key of the same name and another value", async () => {
  const sealed = await createSealer(parseKeyRing(key("k1"))).seal("secret", PLACE);
  await expect(createSealer(parseKeyRing(key("k1"))).open(sealed, PLACE)).rejects.toThrow();
});
