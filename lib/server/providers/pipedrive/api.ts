/** Below the company's own address. Persons and their fields are gone from version 1; who is signed in is only there. */
export const PERSONS = "/api/v2/persons";
export const PERSON_FIELDS = "/api/v2/personFields";
export const ME = "/api/v1/users/me";
