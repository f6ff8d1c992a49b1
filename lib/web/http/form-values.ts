// An action can be called with anything: nothing of its arguments is believed before these have looked at them.

/** The form that an action was given; an empty one in place of anything else. */
export const formOf = (given: unknown) => (given instanceof FormData ? given : new FormData());

/** The text that an action was given; an empty one in place of anything else. */
export const textOf = (given: unknown) => (typeof given === "string" ? given : "");

/** The number that an action was given; none, which is like no other, in place of anything else. */
export const numberOf = (given: unknown) => (typeof given === "number" ? given : Number.NaN);

/** How many answers a form has had with the one that is being made. All else in its previous state is ours to say. */
export function answersWith(previous: unknown): number {
  const had = typeof previous === "object" && previous !== null && "answers" in previous ? previous.answers : 0;
  return (Number.isSafeInteger(had) ? Number(had) : 0) + 1;
}

/** A form as an object. Repeated values become a list; an empty value is there and undefined. */
export function fieldsOf(data: FormData) {
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(
    names.map((name) => {
      const values = data.getAll(name).filter((value) => value !== "" && !isNoFile(value));
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** A box for a file that was left empty brings one of no bytes. */
const isNoFile = (value: FormDataEntryValue) => typeof value !== "string" && value.size === 0;
