export interface Owner {
  organisationId: string;
  companyId: string;
}

export interface Organisation {
  organisationId: string;
  companyIds: string[];
  name: string;
}

/** The customer whose books the sandbox's own Banking page shows. */
export const productOwner: Owner = {
  organisationId: "0c4f6f0e-6a54-4a52-9a2f-6f3a4b1c0d01",
  companyId: "0c4f6f0e-6a54-4a52-9a2f-6f3a4b1c0d02",
};

export const productOrganisation: Organisation = {
  organisationId: productOwner.organisationId,
  companyIds: [productOwner.companyId],
  name: "Sample Company",
};

export const sameOwner = (a: Owner, b: Owner) => a.organisationId === b.organisationId && a.companyId === b.companyId;
