import { expect, it } from "vitest";
import { findSentences, sentencesOf } from "./sentences.ts";

it("finds what a person may read, and nothing else", () => {
  const source = `
    import { x } from "a path with blanks";
    const classes = cn("flex items-center gap-2", isOpen ? "hidden" : "text-sm font-medium");
    const rows = sql\`select a from b where c\`;
    const error = new AppError("conflict", \`\${count} rules use \${name}: delete them first\`);
    const parts = "One sentence " + "in two parts.";
    const entry = { label: "Name", key: "name", summary: isOne ? "One" : "Several of them" };
    const view = <p className="mt-1 text-xs" title="Close">Nothing was <strong>changed</strong>.</p>;
  `;
  expect(sentencesOf("example.tsx", source)).toEqual([
    "… rules use …: delete them first",
    "One sentence in two parts.",
    "Name",
    "One",
    "Several of them",
    "Close",
    "Nothing was",
  ]);
});

/** So that a change of what people read is seen in review, as one line of text: `vitest run tools/sentences.test.ts -u`. */
it("has every sentence in the snapshot", async () => {
  const lines = [...findSentences()].flatMap(([file, texts]) => [file, ...texts.map((text) => `  ${text}`)]);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./sentences.txt");
});

/** Documentation is in English. */
const WITHOUT_CATALOG = /^components\/docs\//;
/** What stands in the code of the pages, and is for machines or for whoever writes code. */
const CODE = [
  "connectApi() was not called",
  "useSession() was called outside of the workspace frame",
  "Meshes: meshes:config was ignored. What reads it could not be loaded.",
  'import { Webhook } from "standardwebhooks"; // … const event = new Webhook(process.env.SIGNING_SECRET).verify(rawBody, headers);',
  "Bearer …",
  "HTTP …",
  "… (HTTP …)",
  "…-problem …",
  "X-Source",
  "Europe/Paris",
  "transform …",
  "thead th",
  "NetworkError",
  "SessionEnded",
  "InvalidResponse",
];

it("finds no sentence in the pages of the workspace: theirs are in lib/i18n/texts, in every language", () => {
  const own = [...findSentences()]
    .filter(([file]) => /^(?:components|lib\/client)\//.test(file) && !WITHOUT_CATALOG.test(file))
    .flatMap(([file, texts]) => texts.filter((text) => !CODE.includes(text)).map((text) => `${file}: ${text}`));
  expect(own).toEqual([]);
});
