import type { CallToAction, InstitutionSettings, Locale } from "./institution.ts";
import { isAuthorizationRedirectUrl, isOrigin } from "./web-address.ts";

/** A setting that cannot be, by its path, and why. */
export type SettingFault = {
  itemId: string;
  fault: "not-a-redirect-url" | "not-an-origin" | "not-an-address" | "not-a-time-zone";
};

/** Errors in an institution's settings for its web app and our pages; on this machine http is allowed. */
export function settingFaults(
  { authorizationRedirectUrl, linkOrigins, timeZone }: Omit<InstitutionSettings, "strictOrder">,
  allowLoopbackHttp: boolean,
): SettingFault[] {
  const faults: SettingFault[] = [];
  if (authorizationRedirectUrl !== null && !isAuthorizationRedirectUrl(authorizationRedirectUrl, allowLoopbackHttp))
    faults.push({ itemId: "authorizationRedirectUrl", fault: "not-a-redirect-url" });
  for (const [index, origin] of linkOrigins.entries())
    if (!isOrigin(origin, allowLoopbackHttp)) faults.push({ itemId: `linkOrigins[${index}]`, fault: "not-an-origin" });
  if (timeZone !== null && !isTimeZone(timeZone)) faults.push({ itemId: "timeZone", fault: "not-a-time-zone" });
  return faults;
}

/** True for a name of IANA's: an offset has no summer. */
function isTimeZone(name: string) {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Faults in the links of a branding. */
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
