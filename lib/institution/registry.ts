import type { AccountChoice, Bank, Institution } from "./institution.ts";

export type NewInstitution = {
  id?: string;
  name: string;
  accent: { light: string; dark: string };
  accountChoice: AccountChoice;
  passcodeMinutes: number | null;
};

/** An entry in Sage's list as it is administered; `externalRef` is null for one that was not registered from here. */
export type RegisteredBank = Bank & { externalRef: string | null; countryCode: string | null; removedAt: Date | null };

/** Institutions and their entries in Sage's lists, as the operator of the application keeps them. */
export interface InstitutionRegistry {
  create(institution: NewInstitution): Promise<string>;
  all(): Promise<(Pick<Institution, "id" | "name"> & { banks: number; keys: number })[]>;
  banks(institutionId: string): Promise<RegisteredBank[]>;
  addBank(
    bank: Bank & Partial<Pick<RegisteredBank, "externalRef" | "countryCode">>,
  ): Promise<"added" | "institution-unknown" | "bank-taken">;
  /** Writes down what Sage's list shows now. False when the institution has no such entry. */
  changeBank(
    institutionId: string,
    bankId: string,
    change: { name: string; countryCode: string } | { removed: true },
  ): Promise<boolean>;
}
