import { DashboardPage } from "#components/dashboard/dashboard-page.tsx";

export default function Page() {
  return <DashboardPage />;
}
