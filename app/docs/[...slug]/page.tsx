import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "#components/docs/docs-frame.tsx";
import { renderMarkdown } from "#components/docs/render-markdown.tsx";
import { findDocPage } from "#lib/docs/pages.ts";

type Props = { params: Promise<{ slug: string[] }> };

async function requirePage({ params }: Props) {
  return findDocPage((await params).slug.join("/")) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title, description } = await requirePage(props);
  return { title: `${title} · Meshes docs`, description };
}

export default async function DocPage(props: Props) {
  const { slug, title, description, markdown } = await requirePage(props);
  const path = `/docs/${slug}`;
  const { body, headings } = renderMarkdown(markdown, path);
  return (
    <DocsFrame path={path} title={title} description={description} headings={headings}>
      {body}
    </DocsFrame>
  );
}
