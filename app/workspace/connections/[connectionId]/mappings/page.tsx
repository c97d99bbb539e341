import type { Metadata } from "next";
import { MappingsPage } from "#components/mappings/mappings-page.tsx";

export const metadata: Metadata = { title: "Connection mappings" };

export default async function Page({ params }: { params: Promise<{ connectionId: string }> }) {
  const { connectionId } = await params;
  return <MappingsPage connectionId={connectionId} />;
}
