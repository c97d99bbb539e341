import { z } from "zod";

const HEX_COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
/** Names of fonts in which nothing can mean anything else in a style sheet. */
const FONT_NAMES = /^[a-z][a-z0-9-]*(?: [a-z0-9-]+)*(?:, ?[a-z][a-z0-9-]*(?: [a-z0-9-]+)*)*$/i;

const Color = z
  .string({ error: "Must be a string" })
  .regex(HEX_COLOR, "A colour in hexadecimal digits, such as #0a7 or #00aa77");

/** What can be coloured. Whatever a host leaves out is derived from what it gives, or stays as it is. */
const Colors = z.strictObject({
  background: Color.optional(),
  surface: Color.optional(),
  border: Color.optional(),
  text: Color.optional(),
  muted_text: Color.optional(),
  brand: Color.optional(),
  text_on_brand: Color.optional(),
  success: Color.optional(),
  warning: Color.optional(),
  danger: Color.optional(),
  info: Color.optional(),
  focus: Color.optional(),
});
export type AppearanceColors = z.infer<typeof Colors>;
export const AppearanceColor = Colors.keyof();
export type AppearanceColor = z.infer<typeof AppearanceColor>;

const pixels = (min: number, max: number) =>
  z.number({ error: "A number of pixels" }).min(min, `At least ${min}`).max(max, `At most ${max}`);

/**
 * How the workspace looks in its host. Values are data: nothing of them is ever taken as CSS text. An extension of the
 * public contract, in a session (`appearance`) and in the message `meshes:config`.
 */
export const Appearance = z
  .strictObject({
    theme: z.enum(["light", "dark", "auto"], { error: "One of light, dark, auto" }).optional(),
    colors: Colors.extend({ dark: Colors.optional() }).optional(),
    radius: pixels(0, 24).optional(),
    density: z.enum(["compact", "regular", "roomy"], { error: "One of compact, regular, roomy" }).optional(),
    font: z
      .strictObject({
        family: z
          .string({ error: "Must be a string" })
          .max(200, "At most 200 characters")
          .regex(FONT_NAMES, "Names of fonts, such as Inter, Segoe UI, sans-serif")
          .optional(),
        size: pixels(12, 20).optional(),
      })
      .optional(),
    gutters: pixels(0, 64).optional(),
    hide_navigation: z.boolean({ error: "true or false" }).optional(),
    hide_titles: z.boolean({ error: "true or false" }).optional(),
  })
  .meta({
    id: "Appearance",
    description:
      "How the workspace looks. `colors` hold for both themes, `colors.dark` for the dark one only; what is left out is derived. `theme` `auto` (default) follows the host's page.",
  });
export type Appearance = z.infer<typeof Appearance>;
