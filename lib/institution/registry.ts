import type { AccountChoice, Bank, Institution } from "./institution.ts";

export type NewInstitution = {
  name: string;
  accent: { light: string; dark: string };
  accountChoice: AccountChoice;
  passcodeMinutes: number | null;
};

/** Institutions and their entries in Sage's lists, as whoever operates the application keeps them. */
export interface InstitutionRegistry {
  create(institution: NewInstitution): Promise<string>;
  all(): Promise<(Pick<Institution, "id" | "name"> & { banks: number; keys: number })[]>;
  banks(institutionId: string): Promise<Bank[]>;
  addBank(bank: Bank): Promise<"added" | "institution-unknown" | "bank-taken">;
}
