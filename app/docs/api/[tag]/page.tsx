import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "#components/docs/docs-frame.tsx";
import { OperationView } from "#components/docs/operation-view.tsx";
import { findReferenceTag } from "#lib/docs/reference.ts";

type Props = { params: Promise<{ tag: string }> };

async function requireTag({ params }: Props) {
  return findReferenceTag((await params).tag) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, description } = await requireTag(props);
  return { title: `${name} · API reference · Meshes docs`, description };
}

export default async function ReferenceTagPage(props: Props) {
  const { name, href, description, operations } = await requireTag(props);
  const headings = operations.map(({ operationId, summary }) => ({ id: operationId, text: summary }));
  return (
    <DocsFrame path={href} title={name} description={description} headings={headings}>
      {operations.map((operation) => (
        <OperationView key={operation.operationId} operation={operation} />
      ))}
    </DocsFrame>
  );
}
