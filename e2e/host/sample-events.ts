/** The shops of the demo's customer; events name one as their resource. */
const SHOPS = ["linden-street", "harbour-yard"] as const;
export const HOME_SHOP: string = SHOPS[0];

const CUSTOMERS = [
  { first: "Ilse", last: "Verhoeven", bike: "Gazelle Grand Tour" },
  { first: "Mateo", last: "Brandt", bike: "Surly Cross-Check" },
  { first: "Aiko", last: "Tanaka", bike: "Brompton C Line" },
  { first: "Ruth", last: "Okafor", bike: "Riese & Müller Load" },
  { first: "Lars", last: "Nyström", bike: "Pashley Roadster" },
] as const;

type Customer = (typeof CUSTOMERS)[number];
type SampleEvent = { event: string; resource: string; resource_id: string; payload: Record<string, unknown> };

const PAYLOADS: Record<string, (customer: Customer, sequence: number) => Record<string, unknown>> = {
  "booking.created": (customer, sequence) => ({
    booking: { number: `BK-${2000 + sequence}`, bike: customer.bike, job: "Full service", drop_off: "09:30" },
    estimate: { currency: "EUR", amount: 89 },
  }),
  "repair.completed": (customer, sequence) => ({
    repair: { number: `BK-${2000 + sequence}`, bike: customer.bike, mechanic: "Noor", minutes: 55 },
    parts: ["chain KMC X9", "brake pads"],
  }),
  "invoice.paid": (_customer, sequence) => ({
    invoice: { number: `INV-${7000 + sequence}`, currency: "EUR", total: 118.5, method: "card" },
  }),
  "contact.created": (customer) => ({ source: "front desk", newsletter: true, bike: customer.bike }),
};

/** The nth event of its kind: the first is always at the home shop, a series alternates between the shops. */
export function sampleEvent(event: string, sequence: number): SampleEvent | undefined {
  const payload = PAYLOADS[event];
  const customer = CUSTOMERS[sequence % CUSTOMERS.length];
  if (payload === undefined || customer === undefined) return undefined;
  const email = `${customer.first}.${customer.last}@example.com`.toLowerCase().replace("ö", "o");
  return {
    event,
    resource: "shop",
    resource_id: SHOPS[sequence % SHOPS.length] ?? HOME_SHOP,
    payload: {
      email,
      name: `${customer.first} ${customer.last}`,
      first_name: customer.first,
      last_name: customer.last,
      ...payload(customer, sequence),
    },
  };
}
