"use client";

import { type FormEvent, useRef, useState } from "react";
import { BUTTON, LOOKS } from "./button.tsx";

type Words = {
  email: string;
  password: string;
  signIn: string;
  signInWith: string;
  working: string;
  refused: string;
  wait: string;
  failed: string;
};

type Props = { auth: string; next: string; provider: "oidc" | "credentials"; failed: boolean; words: Words };

const INPUT = "mt-1 block min-h-10 w-full rounded-md border border-edge bg-page px-3";

/** Signs in by password, or sends to the OpenID provider. It speaks to next-auth's own routes, whose cookies it needs. */
export function SignInForm({ auth, next, provider, failed, words }: Props) {
  const [problem, setProblem] = useState<string | null>(failed ? words.failed : null);
  const [working, setWorking] = useState(false);
  const busy = useRef(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setWorking(true);
    const fields = new URLSearchParams(new FormData(event.currentTarget) as unknown as Record<string, string>);
    try {
      const { csrfToken } = (await (await fetch(`${auth}/csrf`)).json()) as { csrfToken: string };
      fields.set("csrfToken", csrfToken);
      fields.set("callbackUrl", next);
      fields.set("json", "true");
      const path = provider === "oidc" ? "signin/oidc" : "callback/credentials";
      const answer = await fetch(`${auth}/${path}`, { method: "POST", body: fields });
      const { url } = (await answer.json()) as { url: string };
      const error = new URL(url, location.href).searchParams.get("error");
      if (!error) return location.assign(url);
      const seconds = /^wait-(\d+)$/.exec(error)?.[1];
      setProblem(
        seconds
          ? words.wait.replace("{}", String(Math.ceil(Number(seconds) / 60)))
          : error === "CredentialsSignin"
            ? words.refused
            : words.failed,
      );
    } catch {
      setProblem(words.failed);
    }
    busy.current = false;
    setWorking(false);
  }

  return (
    <form onSubmit={send} method="post" className="mt-4 space-y-4">
      {problem && (
        <p role="alert" className="rounded-md border border-danger px-3 py-2 text-danger">
          {problem}
        </p>
      )}
      {provider === "credentials" && (
        <>
          <label className="block font-medium">
            {words.email}
            <input name="email" type="email" required autoComplete="username" className={INPUT} />
          </label>
          <label className="block font-medium">
            {words.password}
            <input name="password" type="password" required autoComplete="current-password" className={INPUT} />
          </label>
        </>
      )}
      <button type="submit" aria-disabled={working || undefined} className={`${BUTTON} ${LOOKS.primary} w-full`}>
        {working ? words.working : provider === "oidc" ? words.signInWith : words.signIn}
      </button>
    </form>
  );
}
