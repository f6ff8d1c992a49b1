type Props = {
  secondsLeft: number;
  /** For less than one, one and two minutes. */
  minutes: readonly [string, string, string];
  over: string;
};

/** How long a password still works, minute by minute, where script counts; and that it works no longer. */
export const PasscodeLeft = ({ secondsLeft, minutes, over }: Props) => (
  <p
    role="status"
    hidden
    data-works={secondsLeft}
    data-minutes={JSON.stringify(minutes)}
    data-over={over}
    data-over-look="text-sm font-semibold text-danger"
    className="text-sm text-muted"
  />
);
