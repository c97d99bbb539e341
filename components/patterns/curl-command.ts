import { SECRET_MASK } from "#lib/contracts/constants.ts";

type Request = { method: string; url: string; headers: Record<string, string>; body: string };
export type CurlCommand = {
  command: string;
  /** The variables that stand in the place of secrets. */
  placeholders: string[];
};

/**
 * The request as a command for any POSIX shell. Guarantee: the shell passes each text to curl as it is, whatever it
 * holds, and pasting it runs nothing. Where a secret was masked a variable stands, which is expanded.
 */
export function curlCommand({ method, url, headers, body }: Request): CurlCommand {
  const placeholders = new Set<string>();
  const word = (text: string, nameOf: (before: string) => string) => {
    const [first = "", ...rest] = text.split(SECRET_MASK);
    let before = first;
    const parts = [quote(first)];
    for (const part of rest) {
      const name = nameOf(before);
      placeholders.add(name);
      parts.push(`"$${name}"`, quote(part));
      before += part;
    }
    return parts.filter((part) => part !== "").join("") || "''";
  };
  const address = word(url, ofParameter);
  const headerWords = Object.entries(headers).map(([name, value]) =>
    word(headerLine(name, value), () => variable(name)),
  );
  const options = [
    // Brackets in an address are no patterns here.
    ["curl", "--globoff", "--request", quote(method), address],
    ...headerWords.map((header) => ["--header", header]),
    // Not `--data`, which takes a text that begins with @ for the name of a file.
    ...(body === "" ? [] : [["--data-raw", word(body, () => "SECRET")]]),
  ];
  return { command: options.map((words) => words.join(" ")).join(" \\\n  "), placeholders: [...placeholders] };
}

/** A header without a value has to be written with a semicolon: with a colon, curl leaves it out. */
function headerLine(name: string, value: string): string {
  return value === "" ? `${name};` : `${name}: ${value}`;
}

/** Never the name of a variable that the shell has, such as PATH. */
function variable(name: string): string {
  return `SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}

/** The query parameter whose value comes next. */
function ofParameter(before: string): string {
  const name = /[?&]([^=&?]+)=[^&?]*$/.exec(before)?.[1];
  return name === undefined ? "SECRET" : variable(name);
}

/**
 * What a terminal could take for a key when it is pasted: control characters but line breaks, which quotes hold. A
 * carriage return would be Enter, and an escape can end the paste.
 */
const KEYS = /([^\n -~\u00a0-\u{10ffff}]+)/u;

/** Single quotes, in which a POSIX shell reads nothing but a quote; keys are spelled out in octal. */
function quote(text: string): string {
  return text
    .split(KEYS)
    .map((part, index) => (index % 2 === 1 ? spelled(part) : inQuotes(part)))
    .join("");
}

function inQuotes(text: string): string {
  return text === "" ? "" : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function spelled(keys: string): string {
  const octal = [...new TextEncoder().encode(keys)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  return `"$(printf '${octal.join("")}')"`;
}
