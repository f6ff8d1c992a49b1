type Props = {
  secondsLeft: number;
  /** "n minutes left", for 0 to 4. */
  exact: readonly string[];
  /** True for as long as fewer than five minutes are left; what is said where no script counts. */
  few: string;
};

const WARN_MINUTES = 5;
const LOOK = "my-2 rounded-md border border-edge px-3 py-2 text-sm";

/** Says how long is left once it is less than five minutes. The page's script counts it down. */
export function TimeLeft({ secondsLeft, exact, few }: Props) {
  const minutes = Math.floor(secondsLeft / 60);
  const isSoon = minutes < WARN_MINUTES;
  const later = isSoon ? "" : ` shown-later in-${Math.min(15, minutes - WARN_MINUTES + 1)}`;
  return (
    <p
      role="status"
      data-seconds-left={secondsLeft}
      data-exact={JSON.stringify(exact)}
      data-look={LOOK}
      className={LOOK + later}
    >
      {isSoon ? (exact[minutes] ?? few) : few}
    </p>
  );
}
