export type Locale = "en" | "fr";

/** The words that people read and press, as promised to them; anything else on a page may be reworded. */
export const words = {
  en: {
    identify: "Connect your bank account to Sage",
    connectionId: "Connection ID",
    passcode: "One-time password",
    continue: "Continue",
    back: "Back",
    cancel: "Cancel",
    account: "Choose an account",
    review: "Check and connect",
    connect: "Connect account",
    expired: "Your session has expired",
    otherLanguage: "Français",
    problem: "There is a problem",
    errorTitle: /^Error: /,
    supportCode: /Support code/,
    returnToSage: "Return to Sage",
    step: (step: number, of: number) => `Step ${step} of ${of}`,
  },
  fr: {
    identify: "Connectez votre compte bancaire à Sage",
    connectionId: "ID de connexion de données",
    passcode: "Mot de passe à usage unique",
    continue: "Continuer",
    back: "Retour",
    cancel: "Annuler",
    account: "Choisissez un compte",
    review: "Vérifiez et connectez",
    connect: "Connecter le compte",
    expired: "Votre session a expiré",
    otherLanguage: "English",
    problem: "Il y a un problème",
    errorTitle: /^Erreur\u00a0: /,
    supportCode: /Code d’assistance/,
    returnToSage: "Revenir à Sage",
    step: (step: number, of: number) => `Étape ${step} sur ${of}`,
  },
} as const;

/** The sandbox's own words, which stand for Sage's. */
export const sageWords = {
  en: { connectBank: "Connect Bank", ok: "OK", connected: "Bank connected", failed: "Your bank was not connected" },
  fr: {
    connectBank: "Connecter la banque",
    ok: "OK",
    connected: "Banque connectée",
    failed: "Votre banque n’a pas été connectée",
  },
} as const;

/** No page has a language that depends on script: each value of either once. */
export const SCRIPT_AND_LANGUAGE = [
  [true, "en"],
  [false, "fr"],
] as const;
