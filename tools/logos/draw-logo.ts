import { icons as colored } from "@iconify-json/logos";
import { icons as plain } from "@iconify-json/simple-icons";
import type { IntegrationType } from "#lib/contracts/integrations.ts";

/** From gilbarbara/logos in its colours, from Simple Icons in the brand's, or a letter in the brand's where neither has one. */
type Source = { logo: string } | { glyph: string; color: string } | { letter: string; color: string };

/** Both packages are CC0; colours of letters and glyphs are those that the companies use themselves. */
const SOURCES: Record<IntegrationType, Source> = {
  activecampaign: { logo: "active-campaign-icon" },
  aweber: { letter: "A", color: "#246be8" },
  customer_io: { logo: "customerio-icon" },
  discord: { logo: "discord-icon" },
  hubspot: { glyph: "hubspot", color: "#ff5c35" },
  intercom: { logo: "intercom-icon" },
  mailchimp: { logo: "mailchimp-icon" },
  mailerlite: { letter: "M", color: "#068043" },
  pipedrive: { letter: "P", color: "#017737" },
  resend: { logo: "resend-icon" },
  salesforce: { logo: "salesforce" },
  sendgrid: { logo: "sendgrid-icon" },
  slack: { logo: "slack-icon" },
  webhook: { logo: "webhooks" },
  zoom: { logo: "zoom-icon" },
};

const SIZE = 40;
const CORNER = 9;
const MARGIN = 7;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

/** The logo of a destination as an SVG file: a white tile, because logos are drawn for white, or a coloured one with a letter. */
export function drawLogo(type: IntegrationType): string {
  const source = SOURCES[type];
  if ("letter" in source) return file(source.color, drawLetter(source.letter));
  const { set, name, color } =
    "logo" in source
      ? { set: colored, name: source.logo, color: "#000" }
      : { set: plain, name: source.glyph, color: source.color };
  const icon = set.icons[name];
  if (icon === undefined) throw new Error(`There is no icon ${name} any more: choose another one for ${type}`);
  const [width, height] = [icon.width ?? set.width ?? 24, icon.height ?? set.height ?? 24];
  const inner = SIZE - 2 * MARGIN;
  const drawing = `<svg x="${MARGIN}" y="${MARGIN}" width="${inner}" height="${inner}" viewBox="0 0 ${width} ${height}" color="${color}">${icon.body}</svg>`;
  return file("#fff", drawing);
}

function drawLetter(letter: string): string {
  return `<text x="50%" y="50%" dy=".36em" text-anchor="middle" font-family="${FONT}" font-size="21" font-weight="600" fill="#fff">${letter}</text>`;
}

function file(ground: string, drawing: string): string {
  const tile = `<rect width="${SIZE}" height="${SIZE}" rx="${CORNER}" fill="${ground}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}">${tile}${drawing}</svg>\n`;
}
