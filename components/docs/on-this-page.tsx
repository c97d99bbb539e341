import type { Heading } from "./render-markdown.tsx";

export function OnThisPage({ headings }: { headings: readonly Heading[] }) {
  if (headings.length < 2) return <div className="hidden xl:block" />;
  return (
    <nav
      aria-label="On this page"
      className="sticky top-0 hidden max-h-screen overflow-y-auto py-8 pr-4 text-base xl:block"
    >
      <h2 className="mb-1 text-sm font-semibold">On this page</h2>
      <ul>
        {headings.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`} className="block py-0.5 text-soft hover:text-link">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
