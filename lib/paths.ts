/** Every address of ours that code links to; a renamed route breaks the build, not the user. */
export const paths = {
  connect: {
    journey: (token: string) => `/connect/${token}`,
    identify: (token: string) => `/connect/${token}/identify`,
    account: (token: string) => `/connect/${token}/account`,
    review: (token: string) => `/connect/${token}/review`,
    outcome: (token: string) => `/connect/${token}/outcome`,
    return: (token: string) => `/connect/${token}/return`,
    approval: (token: string) => `/connect/${token}/approval`,
  },
  link: {
    explanation: "/link",
    page: (token: string) => `/link/${token}`,
    status: (viewId: string) => `/link/status/${viewId}`,
    poll: "/link/status",
  },
  preview: {
    gallery: (token: string) => `/preview/${token}`,
    page: (token: string, page: string) => `/preview/${token}/${page}`,
  },
  console: {
    home: "/console",
    find: "/console/find",
    export: "/console/find.csv",
    packet: (journeyId: string) => `/console/journeys/${journeyId}/packet.json`,
    refusal: (code: string) => `/console/refusals/${code}`,
    institutions: "/console/institutions",
    institution: (id: string) => `/console/institutions/${id}`,
    branding: (id: string) => `/console/institutions/${id}/branding`,
    logo: (id: string) => `/console/institutions/${id}/logo`,
    people: "/console/people",
    audit: "/console/audit",
    signIn: "/console/sign-in",
    auth: "/console/auth",
    connection: (id: string) => `/console/connections/${id}`,
    journey: (id: string) => `/console/journeys/${id}`,
    seen: (journeyId: string, viewId: number) => `/console/seen/${journeyId}/${viewId}`,
  },
  brand: {
    theme: (institutionId: string, version: string) => `/brand/${institutionId}/${version}/theme.css`,
    logo: (institutionId: string, version: string) => `/brand/${institutionId}/${version}/logo`,
  },
} as const;
