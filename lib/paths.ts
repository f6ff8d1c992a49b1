/** Every address of ours that code links to; a renamed route breaks the build, not the user. */
export const paths = {
  connect: {
    journey: (token: string) => `/connect/${token}`,
    identify: (token: string) => `/connect/${token}/identify`,
    account: (token: string) => `/connect/${token}/account`,
    review: (token: string) => `/connect/${token}/review`,
    outcome: (token: string) => `/connect/${token}/outcome`,
  },
  brand: {
    theme: (institutionId: string, version: string) => `/brand/${institutionId}/${version}/theme.css`,
    logo: (institutionId: string, version: string) => `/brand/${institutionId}/${version}/logo`,
  },
} as const;
