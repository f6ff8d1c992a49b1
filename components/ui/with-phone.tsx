import { phoneIn } from "./phone.ts";

/** A text whose telephone number can be pressed. */
export function WithPhone({ children }: { children: string }) {
  const phone = phoneIn(children);
  if (!phone) return children;
  return (
    <>
      {phone.before}
      <a href={phone.href} className="inline-block py-2 underline underline-offset-4">
        {phone.number}
      </a>
      {phone.after}
    </>
  );
}
