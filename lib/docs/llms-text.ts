import { docPages } from "./pages.ts";
import type { DocPage } from "./parse-page.ts";
import { listCredentials, referenceTags, type Operation } from "./reference.ts";
import { docTree } from "./tree.ts";

const INTRODUCTION = `# Meshes

> The outbound integration layer for SaaS products: emit an event once, deliver it to the tools that customers have
> connected, and let them watch and repair it in a workspace that is embedded into the product.
`;

/** A page as one Markdown document. */
export function pageText({ title, description, markdown }: DocPage): string {
  return `# ${title}\n\n> ${description}\n\n${markdown.trim()}\n`;
}

/** The index after llmstxt.org: every page with a line about it. */
export function llmsIndex(): string {
  const sections = docTree.map(({ title, links }) => {
    const lines = links.map((link) => `- [${link.title}](${addressOf(link.href)}): ${link.description}`);
    return `## ${title}\n\n${lines.join("\n")}\n`;
  });
  return [INTRODUCTION, ...sections, MORE].join("\n");
}

const MORE = `## More

- [All pages in one file](/llms-full.txt): every page as Markdown, and a list of all operations
- [OpenAPI 3.1 document](/api/v1/openapi.json): the whole API for programs
`;

/** Pages exist as Markdown too; the reference does not. */
function addressOf(href: string): string {
  return href.startsWith("/docs/api") ? href : `${href}.md`;
}

export function llmsFull(): string {
  return [INTRODUCTION, ...docPages.map(pageText), operationList()].join("\n");
}

function operationList(): string {
  const sections = referenceTags.map(({ name, operations }) => `## ${name}\n\n${operations.map(line).join("\n")}\n`);
  return `# All operations\n\nBodies and answers: /api/v1/openapi.json.\n\n${sections.join("\n")}`;
}

function line(operation: Operation): string {
  const extension = operation["x-extension"] === true ? ", extension" : "";
  const callers = listCredentials(operation).join(", ");
  return `- \`${operation.method} ${operation.path}\` ${operation.summary} (${callers === "" ? "open" : callers}${extension})`;
}
