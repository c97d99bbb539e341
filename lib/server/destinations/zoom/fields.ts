import type { CatalogField } from "../../../contracts/field-catalogs.ts";

const LABELS: Readonly<Record<string, string>> = {
  address: "Address",
  city: "City",
  country: "Country (two letters)",
  zip: "ZIP",
  state: "State",
  phone: "Phone",
  industry: "Industry",
  org: "Organization",
  job_title: "Job title",
  purchasing_time_frame: "Purchasing time frame",
  role_in_purchase_process: "Role in the purchase process",
  no_of_employees: "Number of employees",
  comments: "Comments",
};

/** The lengths are from memory [verify live]. Some of these take certain values only, which Zoom checks. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  {
    key: "email",
    type: "string",
    label: "E-mail",
    constraints: { format: "email", required: true, max_length: 128 },
  },
  { key: "first_name", type: "string", label: "First name", constraints: { required: true, max_length: 64 } },
  { key: "last_name", type: "string", label: "Last name", constraints: { max_length: 64 } },
  ...Object.entries(LABELS).map(([key, label]): CatalogField => ({ key, type: "string", label })),
  {
    key: "custom_questions",
    type: "object",
    label: "Custom questions",
    description: "An answer for each question of the registration, by its title, such as custom_questions.Diet",
  },
];

/** What is sent as it is called here. */
export const REGISTRANT_KEYS: readonly string[] = ["last_name", ...Object.keys(LABELS)];
