import { type DocLink, findNeighbours } from "#lib/docs/tree.ts";

export function PreviousNext({ path }: { path: string }) {
  const { previous, next } = findNeighbours(path);
  if (previous === undefined && next === undefined) return null;
  return (
    <nav aria-label="Previous and next page" className="mt-12 flex flex-wrap justify-between gap-4 border-t pt-4">
      {previous === undefined ? <span /> : <Neighbour link={previous} word="Previous" />}
      {next === undefined ? null : <Neighbour link={next} word="Next" />}
    </nav>
  );
}

function Neighbour({ link, word }: { link: DocLink; word: string }) {
  return (
    <a href={link.href} rel={word === "Next" ? "next" : "prev"} className="group rounded-md px-2 py-1 hover:bg-hover">
      <span className="block text-sm text-soft">{word}</span>
      <span className="font-medium text-link">{link.title}</span>
    </a>
  );
}
