/** The interface is in English (day before month, 24-hour clock), so numbers and dates are too: a browser's own locale would mix two languages. */
export const LOCALE = "en-GB";
