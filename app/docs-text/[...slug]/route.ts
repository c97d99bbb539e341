import { pageText } from "#lib/docs/llms-text.ts";
import { markdownAnswer } from "#lib/docs/markdown-answer.ts";
import { findDocPage } from "#lib/docs/pages.ts";

/** A page as Markdown, at its own address with `.md`. */
export async function GET(_: Request, { params }: { params: Promise<{ slug: string[] }> }): Promise<Response> {
  const page = findDocPage((await params).slug.join("/"));
  return page === undefined ? new Response("There is no such page\n", { status: 404 }) : markdownAnswer(pageText(page));
}
