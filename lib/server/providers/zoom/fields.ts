import type { CatalogField } from "#lib/contracts/field-catalogs.ts";

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

/** Zoom names the numbers of employees of meetings and webinars in two ways, and both stand here. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  purchasing_time_frame: ["Within a month", "1-3 months", "4-6 months", "More than 6 months", "No timeframe"],
  role_in_purchase_process: ["Decision Maker", "Evaluator/Recommender", "Influencer", "Not involved"],
  no_of_employees: [
    "1-20",
    "21-50",
    "51-100",
    "101-250",
    "101-500",
    "251-500",
    "500-1,000",
    "501-1,000",
    "1,001-5,000",
    "5,001-10,000",
    "More than 10,000",
  ],
};
const PATTERNS: Readonly<Record<string, string>> = { country: "^[A-Za-z]{2}$" };

function toField([key, label]: [string, string]): CatalogField {
  const choices = CHOICES[key];
  if (choices !== undefined) return { key, type: "enum", label, constraints: { allowed_values: [...choices] } };
  const pattern = PATTERNS[key];
  return { key, type: "string", label, ...(pattern === undefined ? {} : { constraints: { pattern } }) };
}

/** The lengths are from memory [verify live]. */
export const FIXED_FIELDS: readonly CatalogField[] = [
  {
    key: "email",
    type: "string",
    label: "E-mail",
    constraints: { format: "email", required: true, max_length: 128 },
  },
  { key: "first_name", type: "string", label: "First name", constraints: { required: true, max_length: 64 } },
  { key: "last_name", type: "string", label: "Last name", constraints: { max_length: 64 } },
  ...Object.entries(LABELS).map(toField),
  {
    key: "custom_questions",
    type: "object",
    label: "Custom questions",
    description: "An answer for each question of the registration, by its title, such as custom_questions.Diet",
  },
];

/** What is sent as it is called here. */
export const REGISTRANT_KEYS: readonly string[] = ["last_name", ...Object.keys(LABELS)];
