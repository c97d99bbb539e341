import { EditConnectionPage } from "#components/connections/edit-connection-page.tsx";

export default async function Page({ params }: { params: Promise<{ connectionId: string }> }) {
  const { connectionId } = await params;
  return <EditConnectionPage connectionId={connectionId} />;
}
