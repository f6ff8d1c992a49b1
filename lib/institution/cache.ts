import type { Institution, InstitutionStore } from "./institution.ts";

/** A change of name, colours or words shows on every replica within this time. */
const REMEMBERED_MS = 5_000;

export type Stored = {
  /** Runs it once what was changed before is stored. */
  onceStored(run: () => void): void;
  /** True when a value that is read now is stored for good. */
  isStored(): boolean;
};

/**
 * The same store, asked for an institution at most once in five seconds. Every page of every journey needs one, and one
 * changes once in months. Permissions are read again each time.
 */
export function cached<S extends InstitutionStore>(
  store: S,
  clock: () => Date,
  { onceStored, isStored }: Stored = { onceStored: (run) => run(), isStored: () => true },
): S {
  const held = new Map<string, { until: number; institution: Promise<Institution | null> }>();
  return {
    ...store,
    // Before the change is stored, a request could still read and remember the old value.
    forget: (id) => onceStored(() => void held.delete(id)),
    async saveSettings(id, settings) {
      const saved = await store.saveSettings(id, settings);
      onceStored(() => void held.delete(id));
      return saved;
    },
    institution(id) {
      if (!isStored()) return store.institution(id);
      const now = clock().getTime();
      const known = held.get(id);
      if (known && known.until > now) return known.institution;
      const institution = store.institution(id);
      held.set(id, { until: now + REMEMBERED_MS, institution });
      // A miss or a fault is no answer to keep.
      institution.then(
        (found) => found ?? held.delete(id),
        () => held.delete(id),
      );
      return institution;
    },
  };
}
