import type { CallToAction, InstitutionSettings, Locale } from "./institution.ts";
import { isAuthorizationRedirectUrl, isOrigin } from "./web-address.ts";

/** A setting that cannot be, by its path, and why. */
export type SettingFault = { itemId: string; fault: "not-a-redirect-url" | "not-an-origin" | "not-an-address" };

/** What is wrong with how an institution wants its web app and our pages to work together; on this machine http will do. */
export function settingFaults(
  { authorizationRedirectUrl, linkOrigins }: InstitutionSettings,
  allowLoopbackHttp: boolean,
): SettingFault[] {
  const faults: SettingFault[] = [];
  if (authorizationRedirectUrl !== null && !isAuthorizationRedirectUrl(authorizationRedirectUrl, allowLoopbackHttp))
    faults.push({ itemId: "authorizationRedirectUrl", fault: "not-a-redirect-url" });
  for (const [index, origin] of linkOrigins.entries())
    if (!isOrigin(origin, allowLoopbackHttp)) faults.push({ itemId: `linkOrigins[${index}]`, fault: "not-an-origin" });
  return faults;
}

/** What is wrong with the links of a branding. */
export function linkFaults(
  callToAction: Partial<Record<Locale, CallToAction | undefined>>,
  allowLoopbackHttp: boolean,
): SettingFault[] {
  return Object.entries(callToAction).flatMap(([locale, link]): SettingFault[] => {
    if (!link || isPlainLink(link.url, allowLoopbackHttp)) return [];
    return [{ itemId: `callToAction.${locale}.url`, fault: "not-an-address" }];
  });
}

function isPlainLink(url: string, allowLoopbackHttp: boolean) {
  const origin = URL.parse(url)?.origin;
  const plain = /^[!-~]+$/.test(url) && !url.includes("\\");
  return plain && origin !== undefined && isOrigin(origin, allowLoopbackHttp) && url.startsWith(origin);
}
