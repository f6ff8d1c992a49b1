import type { Locale } from "../sage/locale.ts";

const en = {
  title: "Connect to Sage",
  lead: "Use these two in the window that Sage opens when you choose Connect Bank.",
  openLink: "Open the page that helps you connect",
  byHand: "The same, over the API alone",
  connectionId: "Connection ID",
  otp: "One-time password",
  ask: "Get a one-time password",
  askAgain: "Get a new one-time password",
  expires: (time: string) => `Use it once, before ${time} UTC.`,
  status: "Connection",
  accounts: "Your accounts",
  noAccounts: "No account has been set up for the feed.",
  push: "Send five transactions to Sage",
  pushed: (status: string) =>
    status === "Failed"
      ? "The feed service did not take the five transactions."
      : `Five transactions were handed to the feed service: ${status}.`,
  connectionStatuses: {
    PendingAuth: "Not connected yet",
    Linked: "Connected",
    Unlinked: "Unlinked",
    Deauthorized: "Ended in Sage",
  } as Partial<Record<string, string>>,
  accountStatuses: {
    pending: "Not connected yet",
    connected: "Connected",
    disconnected: "Disconnected",
  } as Partial<Record<string, string>>,
  unset: "This sandbox was started without an institution. Give institutionApp in its setup.",
  mode: {
    title: "Who signs customers in",
    typed: "Customers type the Connection ID and a one-time password on the connect page.",
    own: "Customers sign in to this app, inside Sage.",
    useOwn: "Let customers sign in here",
    useTyped: "Let customers type a one-time password",
  },
  signIn: {
    title: (name: string) => `Sign in to ${name}`,
    lead: "You are about to share your accounts with Sage. A real app would ask for your password here.",
    yes: "Sign in and share all accounts",
    no: "Not now",
    refused: "The accounts could not be shared.",
    astray: "This page is opened by Sage, when you choose Connect Bank there.",
  },
  failed: {
    link: "The page that helps to connect could not be opened.",
    otp: "No one-time password could be made.",
    connection: "The connection's status could not be read.",
    accounts: "Your accounts could not be read.",
    push: "The transactions could not be sent.",
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
  openLink: "Ouvrir la page d’aide à la connexion",
  byHand: "La même chose, par l’API seule",
  connectionId: "ID de connexion de données",
  otp: "Mot de passe à usage unique",
  ask: "Obtenir un mot de passe à usage unique",
  askAgain: "Obtenir un nouveau mot de passe à usage unique",
  expires: (time) => `À utiliser une seule fois, avant ${time} UTC.`,
  status: "Connexion",
  accounts: "Vos comptes",
  noAccounts: "Aucun compte n’est prévu pour le flux.",
  push: "Envoyer cinq opérations à Sage",
  pushed: (status) =>
    status === "Failed"
      ? "Le service de flux n’a pas accepté les cinq opérations."
      : `Cinq opérations ont été remises au service de flux : ${status === "Pending" ? "en attente" : status}.`,
  connectionStatuses: {
    PendingAuth: "Pas encore connectée",
    Linked: "Connectée",
    Unlinked: "Dissociée",
    Deauthorized: "Terminée dans Sage",
  },
  accountStatuses: { pending: "Pas encore connecté", connected: "Connecté", disconnected: "Déconnecté" },
  unset: "Ce bac à sable a démarré sans établissement. Indiquez institutionApp dans sa configuration.",
  mode: {
    title: "Qui identifie les clients",
    typed:
      "Les clients saisissent l’ID de connexion de données et un mot de passe à usage unique sur la page de connexion.",
    own: "Les clients s’identifient dans cette application, à l’intérieur de Sage.",
    useOwn: "Identifier les clients ici",
    useTyped: "Faire saisir un mot de passe à usage unique",
  },
  signIn: {
    title: (name) => `S’identifier auprès de ${name}`,
    lead: "Vous allez partager vos comptes avec Sage. Une véritable application vous demanderait ici votre mot de passe.",
    yes: "S’identifier et partager tous les comptes",
    no: "Pas maintenant",
    refused: "Les comptes n’ont pas pu être partagés.",
    astray: "Cette page est ouverte par Sage, lorsque vous y choisissez de connecter une banque.",
  },
  failed: {
    link: "La page d’aide à la connexion n’a pas pu être ouverte.",
    otp: "Aucun mot de passe à usage unique n’a pu être créé.",
    connection: "L’état de la connexion n’a pas pu être lu.",
    accounts: "Vos comptes n’ont pas pu être lus.",
    push: "Les opérations n’ont pas pu être envoyées.",
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

/** The words of the institution's own app, in one language. */
export const institutionWords = (locale: Locale): InstitutionWords => (locale === "fr" ? fr : en);
