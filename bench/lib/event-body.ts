export const EVENT_NAME = "contact.created";

const CONTACT = {
  email: "ilse.verhoeven@example.com",
  name: "Ilse Verhoeven",
  first_name: "Ilse",
  last_name: "Verhoeven",
  phone: "+31 20 555 0134",
  ip_address: "203.0.113.17",
  resource_url: "https://app.example.com/contacts/01936d2e-7c4b-7f3a-9a51-2f6b8c0d4e17",
  company: { name: "Linden Street Cycles", plan: "team", seats: 14, country: "NL" },
  tags: ["newsletter", "trial", "bike-fitting"],
  note: "Asked for a full service before the weekend and for a quote on a cargo bike.",
};

/** The body of one event, about 500 bytes. `seq` comes out again at the receiver. */
export function eventBody(seq: number): string {
  return JSON.stringify({ event: EVENT_NAME, payload: { seq, ...CONTACT } });
}

/** The payload alone, as the store takes it. */
export const EVENT_PAYLOAD: string = JSON.stringify({ seq: 0, ...CONTACT });
