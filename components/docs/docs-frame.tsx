import type { ReactNode } from "react";
import { DocsNav } from "./docs-nav.tsx";
import { OnThisPage } from "./on-this-page.tsx";
import { PreviousNext } from "./previous-next.tsx";
import type { Heading } from "./render-markdown.tsx";

type DocsFrameProps = {
  /** Address of the page, to mark it in the navigation. */
  path: string;
  title: string;
  description: string;
  headings?: readonly Heading[];
  children: ReactNode;
};

/** What surrounds every page of the documentation. It works without JavaScript. */
export function DocsFrame({ path, title, description, headings = [], children }: DocsFrameProps) {
  return (
    <div className="mx-auto max-w-[88rem]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:m-2 focus:rounded-md focus:border focus:bg-surface focus:px-3 focus:py-1.5 focus:text-link"
      >
        Skip to the content
      </a>
      <header className="flex items-baseline gap-4 border-b px-4 py-3 sm:px-6">
        <a href="/docs" className="text-lg font-semibold">
          <span>Meshes </span>
          <span className="font-normal text-soft">docs</span>
        </a>
        <a href="/docs/api" className="ml-auto text-base text-link hover:underline">
          API reference
        </a>
      </header>
      <details className="border-b px-4 py-2 sm:px-6 lg:hidden">
        <summary className="py-1 text-base font-medium">All pages</summary>
        <div className="pt-3">
          <DocsNav path={path} label="All pages" />
        </div>
      </details>
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[15rem_minmax(0,1fr)_14rem]">
        <div className="sticky top-0 hidden max-h-screen overflow-y-auto border-r py-6 pr-3 pl-4 lg:block">
          <DocsNav path={path} label="Documentation" />
        </div>
        <main id="content" tabIndex={-1} data-focus-quiet className="min-w-0 px-4 py-8 sm:px-6 lg:px-10">
          <div className="mx-auto max-w-[46rem]">
            <h1 className="text-2xl font-semibold">{title}</h1>
            <p className="mt-2 text-lg text-soft">{description}</p>
            <div>{children}</div>
            <PreviousNext path={path} />
          </div>
        </main>
        <OnThisPage headings={headings} />
      </div>
    </div>
  );
}
