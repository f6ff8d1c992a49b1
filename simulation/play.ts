import { plusDays } from "../lib/calendar-day.ts";
import type { Choice } from "./choices.ts";
import { FIRST_DAY, pushAgain, pushNew } from "./institution.ts";
import { happen, type Needs, pass } from "./processes.ts";
import { cancel, living, open } from "./sage.ts";
import { disconnect, share, unlink } from "./store/accounts.ts";
import { doubtFeed, stepOfUser } from "./store/pushes.ts";
import type { World } from "./world.ts";

/** A third refusal of a statement is believed, with or without reason. */
const MOST_REFUSALS = 2;

/** Connects the account as every history begins: shared, created in Sage, and reported. */
export async function begin(world: World, needs: Needs) {
  world.institution.day = 1;
  connectAnew(world, { startsAt: 1, heardAfter: 0, isShared: true, staysBeside: false });
  await happen(world, needs);
}

/** Has one choice happen. */
export async function play(world: World, needs: Needs, choice: Choice) {
  world.log?.push(JSON.stringify(choice));
  switch (choice.do) {
    case "work":
      for (let left = choice.times; left > 0 && (await happen(world, needs)); left--);
      return;
    case "pass":
      return pass(world, needs, choice.seconds);
    case "push":
      return pushNew(world, choice);
    case "push again":
      return pushAgain(world, choice);
    case "trouble":
      if (choice.how !== "says no" || world.refusals++ < MOST_REFUSALS) world.troubles.push({ ...choice });
      return;
    case "wake":
      return world.wake();
    case "refuse": {
      const line = world.institution.lines.at(-1 - choice.which);
      if (line) world.sage.refused.set(line.id, choice.when);
      return;
    }
    case "word": {
      const { words, tellsLate, namesOne } = choice;
      Object.assign(world.sage, { words, tellsLate, namesOne });
      return;
    }
    case "back up":
      world.backup = world.tables;
      return;
    case "restore":
      return restore(world, choice.livesOn);
    default:
      return live(world, choice);
  }
}

/** The life of the account and of its user. */
function live(world: World, choice: Choice) {
  const account = living(world.sage);
  // No two of these are at one moment.
  world.now += 1_000;
  switch (choice.do) {
    case "end in Sage":
      if (account) endInSage(world, choice.heardAfter);
      return;
    case "connect anew":
      return connectAnew(world, choice);
    case "tell again": {
      const told = world.sage.accounts.at(-1 - choice.which);
      if (told) tell(world, "created", told.id, 0);
      return;
    }
    case "require user":
      if (account) account.status = "authRequired";
      return;
    case "ask for user":
      return stepOfUser(world, { type: "reauthorisation-asked" });
    case "authorise":
      return authorise(world, choice.comesBack);
    case "disconnect":
      return disconnect(world);
    case "unlink":
      return unlink(world);
    case "share":
      if (!account) return connectAnew(world, { startsAt: 1, heardAfter: 1, isShared: true, staysBeside: false });
      share(world, "onboard");
      return tell(world, "created", account.id, 1);
  }
}

/** The user authorises here, and is back in Sage or is not yet. */
export function authorise(world: World, comesBack: boolean) {
  share(world, "reauth");
  stepOfUser(world, { type: "authorised", isNamed: true });
  if (!comesBack) return;
  // Sage wakes all accounts of the user.
  for (const account of world.sage.accounts) if (account.status === "authRequired") account.status = "active";
}

function endInSage(world: World, heardAfter: number | null) {
  const account = living(world.sage);
  if (!account) return;
  cancel(account);
  tell(world, "deleted", account.id, heardAfter);
}

function connectAnew(
  world: World,
  { startsAt, heardAfter, isShared, staysBeside }: Omit<Extract<Choice, { do: "connect anew" }>, "do">,
) {
  if (!staysBeside) endInSage(world, heardAfter);
  if (isShared) share(world, "onboard");
  const account = open(world.sage, world.newId("S"), plusDays(FIRST_DAY, startsAt));
  tell(world, "created", account.id, heardAfter);
}

/** A notification is on its way; one that is null seconds late never comes. */
function tell(world: World, type: "created" | "deleted", sageBankAccountId: string, seconds: number | null) {
  if (seconds === null) return;
  const startDate = world.sage.accounts.find(({ id }) => id === sageBankAccountId)?.startDate ?? null;
  const notification = { type, sageBankAccountId, startDate: type === "created" ? startDate : null };
  world.mail.push({ at: world.now + seconds * 1000, notification, tries: 1 });
}

/** The store is put back to its backup; Sage and the institution keep what they have. */
function restore(world: World, livesOn: boolean) {
  if (!world.backup) return;
  world.tables = world.backup;
  world.isRestored = true;
  if (!livesOn) world.frozen = [];
  doubtFeed(world);
}
