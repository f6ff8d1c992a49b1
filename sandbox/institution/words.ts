import type { Locale } from "../sage/locale.ts";

const en = {
  title: "Connect to Sage",
  lead: "Use these two in the window that Sage opens when you choose Connect Bank.",
  connectionId: "Connection ID",
  otp: "One-time password",
  ask: "Get a one-time password",
  askAgain: "Get a new one-time password",
  expires: (time: string) => `Use it once, before ${time} UTC.`,
  status: "Connection",
  accounts: "Your accounts",
  noAccounts: "No account has been set up for the feed.",
  unset: "This sandbox was started without an institution. Give institutionApp in its setup.",
  failed: {
    otp: "No one-time password could be made.",
    connection: "The connection's status could not be read.",
    accounts: "Your accounts could not be read.",
  },
  because: (status: number | string) =>
    status === "unreachable"
      ? "The feed service did not answer. Try again in a minute."
      : status === "malformed"
        ? "The feed service gave an answer that makes no sense."
        : status === 401
          ? "The feed service did not accept this app's API key."
          : status === 404
            ? "The feed service does not know this connection."
            : status === 429
              ? "Too many were asked for. Wait a minute and try again."
              : `The feed service answered ${status}.`,
};

const fr: typeof en = {
  title: "Connexion à Sage",
  lead: "Saisissez ces deux informations dans la fenêtre que Sage ouvre quand vous choisissez de connecter une banque.",
  connectionId: "ID de connexion",
  otp: "Mot de passe à usage unique",
  ask: "Obtenir un mot de passe à usage unique",
  askAgain: "Obtenir un nouveau mot de passe à usage unique",
  expires: (time) => `À utiliser une seule fois, avant ${time} UTC.`,
  status: "Connexion",
  accounts: "Vos comptes",
  noAccounts: "Aucun compte n’est prévu pour le flux.",
  unset: "Ce bac à sable a démarré sans établissement. Indiquez institutionApp dans sa configuration.",
  failed: {
    otp: "Aucun mot de passe à usage unique n’a pu être créé.",
    connection: "L’état de la connexion n’a pas pu être lu.",
    accounts: "Vos comptes n’ont pas pu être lus.",
  },
  because: (status) =>
    status === "unreachable"
      ? "Le service de flux ne répond pas. Réessayez dans une minute."
      : status === "malformed"
        ? "La réponse du service de flux est incompréhensible."
        : status === 401
          ? "Le service de flux n’a pas accepté la clé d’API de cette application."
          : status === 404
            ? "Le service de flux ne connaît pas cette connexion."
            : status === 429
              ? "Trop de demandes. Patientez une minute et réessayez."
              : `Le service de flux a répondu ${status}.`,
};

export type InstitutionWords = typeof en;

/** What the institution's own app says, in one language. */
export const institutionWords = (locale: Locale): InstitutionWords => (locale === "fr" ? fr : en);
