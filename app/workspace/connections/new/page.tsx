import { NewConnectionPage } from "#components/connections/new-connection-page.tsx";

export default function Page() {
  return <NewConnectionPage />;
}
