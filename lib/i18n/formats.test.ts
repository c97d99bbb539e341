import { describe, expect, it } from "vitest";
import { createFormats, type Formats } from "./formats.ts";
import { toLocale } from "./languages.ts";
import { formatsTexts } from "./texts/formats.ts";
import { createTranslate } from "./translator.ts";

const NOW = "2026-08-12T12:00:00.000Z";
const nowMs = Date.parse(NOW);
const at = (offsetMs: number) => new Date(nowMs + offsetMs).toISOString();

async function formatsFor(tag?: string, timeZone?: string): Promise<Formats> {
  const locale = toLocale(tag, timeZone);
  const texts = await formatsTexts.read(locale.language);
  return createFormats(locale, createTranslate(formatsTexts, texts, { locale, phrases: {} }));
}

const english = await formatsFor();

describe("numbers", () => {
  it("are whole, or have one digit after the point", () => {
    expect(english.number(1204.6)).toBe("1,205");
    expect(english.decimal(1.25)).toBe("1.3");
  });
});

describe("shares", () => {
  it("are never rounded up to all", () => {
    expect(english.share(99_999, 100_000)).toBe("99.9%");
    expect(english.share(5, 5)).toBe("100%");
  });

  it("have no answer without a whole", () => {
    expect(english.share(0, 0)).toBeUndefined();
  });
});

describe("lists", () => {
  it.each([
    ["en", "12 delivered, 3 failed, 1 canceled"],
    ["en-US", "12 delivered, 3 failed, 1 canceled"],
    ["de", "12 delivered, 3 failed und 1 canceled"],
    ["ja", "12 delivered、3 failed、1 canceled"],
    ["ar", "12 delivered و3 failed و1 canceled"],
  ])("are joined in %s as people there do", async (tag, text) => {
    expect((await formatsFor(tag)).list(["12 delivered", "3 failed", "1 canceled"])).toBe(text);
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1536, "1.5 KiB"],
    [5 * 1024 * 1024, "5 MiB"],
  ])("writes %i as %s", (bytes, text) => {
    expect(english.bytes(bytes)).toBe(text);
  });
});

describe("distances in time", () => {
  it.each([
    [0, "just now"],
    [-9_999, "just now"],
    [-10_000, "10 sec ago"],
    [-59_999, "59 sec ago"],
    [-60_000, "1 min ago"],
    [-3_600_000, "1 hr ago"],
    [-86_400_000, "1 day ago"],
    [120_000, "in 2 min"],
  ])("says %i ms as %s", (offset, text) => {
    expect(english.relative(at(offset), nowMs)).toBe(text);
  });

  it("are a date from 30 days on", () => {
    expect(english.relative("2026-01-02T12:00:00.000Z", nowMs)).toBe("2 Jan 2026");
  });

  it("do not throw on a text that is no time", () => {
    expect(english.relative("soon", nowMs)).toBe("unknown time");
  });
});

describe("moments", () => {
  it("carry seconds and the zone", async () => {
    expect((await formatsFor(undefined, "Europe/Berlin")).absolute(NOW)).toBe("12 Aug 2026, 14:00:00 CEST");
  });

  it("do not throw on a text that is no time", () => {
    expect(english.absolute("soon")).toBe("unknown time");
    expect(english.clock("soon")).toBe("unknown time");
  });

  it("have a 24-hour clock", async () => {
    expect((await formatsFor(undefined, "UTC")).clock(NOW)).toBe("12:00:00");
  });

  it("are in the zone that is given, also where only the day shows", async () => {
    const tokyo = await formatsFor("en", "Asia/Tokyo");
    expect(tokyo.absolute(NOW)).toBe("12 Aug 2026, 21:00:00 GMT+9");
    expect(tokyo.relative("2026-01-02T16:00:00.000Z", nowMs)).toBe("3 Jan 2026");
  });
});

describe("how long something took", () => {
  it.each([
    [0, "0 ms"],
    [132.4, "132 ms"],
    [1_250, "1.2 s"],
    [59_990, "59.9 s"],
    [60_000, "1 min"],
    [125_000, "2 min 5 s"],
    [7_500_000, "2 h 5 min"],
    [90_000_000, "1 d 1 h"],
  ])("says %i ms as %s", (ms, text) => {
    expect(english.duration(ms)).toBe(text);
  });
});

describe("how long is left", () => {
  it.each([
    [-500, "1 s"],
    [1, "1 s"],
    [4_000, "4 s"],
    [59_001, "1 min"],
    [59_000, "59 s"],
    [600_000, "10 min"],
  ])("says %i ms as %s", (ms, text) => {
    expect(english.remaining(ms)).toBe(text);
  });
});

/** Blanks that do not break a line are written by some languages and not by others. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u00A0\u202F]/g, " ");

describe("other languages", () => {
  it.each([
    [
      "en-US",
      {
        number: "1,204",
        share: "99.9%",
        bytes: "1.5 KiB",
        relative: "3 min ago",
        absolute: "Aug 12, 2026, 02:00:00 PM GMT+2",
        clock: "2:00:00 PM",
        duration: "2 h 5 min",
      },
    ],
    [
      "de",
      {
        number: "1.204",
        share: "99,9 %",
        bytes: "1,5 KiB",
        relative: "vor 3 Min.",
        absolute: "12. Aug. 2026, 14:00:00 MESZ",
        clock: "14:00:00",
        duration: "2 Std. 5 Min.",
      },
    ],
    [
      "ja",
      {
        number: "1,204",
        share: "99.9%",
        bytes: "1.5 KiB",
        relative: "3 分前",
        absolute: "2026年8月12日 14:00:00 GMT+2",
        clock: "14:00:00",
        duration: "2時間5分",
      },
    ],
    [
      "ar",
      {
        number: "1,204",
        share: "99.9\u200E%\u200E",
        bytes: "1.5 كيبيبايت",
        relative: "قبل 3 دقائق",
        absolute: "12 أغسطس 2026، 02:00:00 م غرينتش+2",
        clock: "2:00:00 م",
        duration: "2 س 5 د",
      },
    ],
  ])("are written as people read %s", async (tag, written) => {
    const formats = await formatsFor(tag, "Europe/Berlin");
    expect({
      number: plain(formats.number(1204)),
      share: plain(formats.share(99_999, 100_000)),
      bytes: plain(formats.bytes(1536)),
      relative: plain(formats.relative(at(-180_000), nowMs)),
      absolute: plain(formats.absolute(NOW)),
      clock: plain(formats.clock(NOW)),
      duration: plain(formats.duration(7_500_000)),
    }).toEqual(written);
  });

  it("have their own words for what is no number", async () => {
    const german = await formatsFor("de");
    expect(german.relative(NOW, nowMs)).toBe("gerade eben");
    expect(german.absolute("soon")).toBe("unbekannte Zeit");
  });

  it("are English where a language has no texts here", async () => {
    expect((await formatsFor("nl")).number(1204)).toBe("1,204");
    expect((await formatsFor("nl")).relative(NOW, nowMs)).toBe("just now");
  });
});
