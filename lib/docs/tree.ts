import { DOC_SECTIONS } from "./nav.ts";
import { docPages } from "./pages.ts";
import { referenceTags } from "./reference.ts";

export type DocLink = { href: string; title: string; description: string };
export type DocTree = readonly { title: string; links: readonly DocLink[] }[];

const pagesBySlug = new Map(docPages.map((page) => [page.slug, page]));

function linkTo(slug: string): DocLink[] {
  const page = pagesBySlug.get(slug);
  return page === undefined ? [] : [{ href: `/docs/${slug}`, title: page.title, description: page.description }];
}

/** The navigation: the written pages by their sections, then the reference by its tags. */
export const docTree: DocTree = [
  ...DOC_SECTIONS.map(({ title, slugs }) => ({ title, links: slugs.flatMap(linkTo) })),
  {
    title: "API reference",
    links: [
      { href: "/docs/api", title: "All operations", description: "Every operation of the API on one page" },
      ...referenceTags.map(({ href, name, description }) => ({ href, title: name, description })),
    ],
  },
];

const ordered = docTree.flatMap(({ links }) => links);

export type DocNeighbours = { previous: DocLink | undefined; next: DocLink | undefined };

export function findNeighbours(path: string): DocNeighbours {
  const index = ordered.findIndex(({ href }) => href === path);
  if (index === -1) return { previous: undefined, next: undefined };
  return { previous: ordered[index - 1], next: ordered[index + 1] };
}
