import type { ReactNode } from "react";
import Markdown from "react-markdown";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import { docComponents } from "./doc-components.tsx";

export type Heading = { id: string; text: string };

type HastNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
};

function nodeText(node: HastNode): string {
  return node.value ?? (node.children ?? []).map(nodeText).join("");
}

/** Collects the second-level headings while the document passes by. */
function collectHeadings(headings: Heading[]) {
  return () => (tree: HastNode) => {
    for (const node of tree.children ?? []) {
      const id = node.properties?.["id"];
      if (node.tagName === "h2" && typeof id === "string") headings.push({ id, text: nodeText(node) });
    }
  };
}

type Rendered = { body: ReactNode; headings: readonly Heading[] };

/** The documents are part of the build, so each is parsed once. */
const rendered = new Map<string, Rendered>();

/** The content of a page and the headings to jump to. `path` is the page's address, which relative links start from. */
export function renderMarkdown(markdown: string, path: string): Rendered {
  const known = rendered.get(path) ?? parse(markdown, path);
  rendered.set(path, known);
  return known;
}

function parse(markdown: string, path: string): Rendered {
  const headings: Heading[] = [];
  // A plain function without hooks: called here, so that the headings are known before the frame is drawn.
  const body = Markdown({
    children: markdown,
    skipHtml: true,
    remarkPlugins: [remarkGfm],
    rehypePlugins: [rehypeSlug, collectHeadings(headings)],
    urlTransform: (url) => toAddress(url, path),
    components: docComponents,
  });
  return { body, headings };
}

/** Links between files as they stand in the repository, as addresses of the server. */
function toAddress(url: string, path: string): string {
  if (/^(#|\/|[a-z]+:)/i.test(url)) return url;
  const { pathname, hash } = new URL(url, `http://docs${path}`);
  return pathname.replace(/\.md$/, "") + hash;
}
