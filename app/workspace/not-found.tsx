import { PageHeader } from "#components/patterns/page-header.tsx";

export default function WorkspaceNotFound() {
  return <PageHeader title="This page does not exist" description="Choose one of the pages above." />;
}
