import { cn } from "#components/ui/cn.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";

/** Files of the build, each loaded where it is first shown. `npm run logos` draws them. */
const LOGOS: Record<IntegrationType, URL> = {
  activecampaign: new URL("logos/activecampaign.svg", import.meta.url),
  aweber: new URL("logos/aweber.svg", import.meta.url),
  customer_io: new URL("logos/customer_io.svg", import.meta.url),
  discord: new URL("logos/discord.svg", import.meta.url),
  hubspot: new URL("logos/hubspot.svg", import.meta.url),
  intercom: new URL("logos/intercom.svg", import.meta.url),
  mailchimp: new URL("logos/mailchimp.svg", import.meta.url),
  mailerlite: new URL("logos/mailerlite.svg", import.meta.url),
  pipedrive: new URL("logos/pipedrive.svg", import.meta.url),
  resend: new URL("logos/resend.svg", import.meta.url),
  salesforce: new URL("logos/salesforce.svg", import.meta.url),
  sendgrid: new URL("logos/sendgrid.svg", import.meta.url),
  slack: new URL("logos/slack.svg", import.meta.url),
  webhook: new URL("logos/webhook.svg", import.meta.url),
  zoom: new URL("logos/zoom.svg", import.meta.url),
};

const SIZES = { sm: { pixels: 20, className: "size-5" }, md: { pixels: 32, className: "size-8" } };

type DestinationLogoProps = { type: IntegrationType; size?: keyof typeof SIZES };

/** Stands beside the name, so it is not read out. Its place is there before the picture is. */
export function DestinationLogo({ type, size = "md" }: DestinationLogoProps) {
  const { pixels, className } = SIZES[size];
  return (
    <img
      src={LOGOS[type].href}
      alt=""
      width={pixels}
      height={pixels}
      loading="lazy"
      decoding="async"
      className={cn("shrink-0 rounded-[22%] border", className)}
    />
  );
}
