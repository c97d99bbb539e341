import { expect, it } from "vitest";
import { readEmbedConfig } from "./embed-config.ts";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

it("reads what the server says", () => {
  const config = { allowed_origins: ["https://host.example"], session_type: "resource", language: { locale: "de" } };
  expect(readEmbedConfig(encode(config))).toEqual(config);
});

it("trusts no origin without the header", () => {
  expect(readEmbedConfig(null)).toEqual({ allowed_origins: [], session_type: "workspace", language: {} });
});

it("refuses what is not in the contract", () => {
  expect(() => readEmbedConfig(encode({ allowed_origins: "*" }))).toThrow();
  expect(() => readEmbedConfig("%%%")).toThrow();
});
