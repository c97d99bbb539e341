import type { Metadata } from "next";
import { EditConnectionPage } from "#components/connections/edit-connection-page.tsx";

export const metadata: Metadata = { title: "Edit connection" };

export default async function Page({ params }: { params: Promise<{ connectionId: string }> }) {
  const { connectionId } = await params;
  return <EditConnectionPage connectionId={connectionId} />;
}
