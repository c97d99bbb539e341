import { MappingsPage } from "#components/mappings/mappings-page.tsx";

export default async function Page({ params }: { params: Promise<{ connectionId: string }> }) {
  const { connectionId } = await params;
  return <MappingsPage connectionId={connectionId} />;
}
