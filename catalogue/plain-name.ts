/** A name as people read it: Unicode's composed form, in lower case. Two that are the same in this form name the same thing. */
export const plainName = (name: string): string => name.trim().normalize("NFC").toLowerCase();
