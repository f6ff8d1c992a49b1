import { cache } from "react";
import type { Institution } from "../../institution/institution.ts";
import type { SnapshotView } from "../../journey/page-snapshot.ts";
import { isShown } from "../../logo/shown-logo.ts";
import { services } from "../../services.ts";
import { isId } from "./console-list.ts";
import { viewer } from "./viewer.ts";

/** A page snapshot of a journey, with its institution as it looked then. Null for a viewer who may not see it. */
export const snapshotFor = cache(
  async (journeyId: string, viewId: string): Promise<{ view: SnapshotView; institution: Institution } | null> => {
    const who = await viewer();
    if (!who || !isId(journeyId)) return null;
    const { support, pageSnapshots, institutions, brandings } = services();
    const row = await support.journey(who.institutionId, journeyId);
    const view = row && (await pageSnapshots.all(journeyId)).find(({ id }) => String(id) === viewId);
    const institution = row?.institutionId ? await institutions.institution(row.institutionId) : null;
    if (!view || !institution) return null;
    const then = await brandings.byHash(institution.id, view.brandVersion);
    if (!then) return { view, institution };
    const { logo, ...content } = then;
    return {
      view,
      institution: { ...institution, ...content, hasLogo: await isShown(logo), brandVersion: view.brandVersion },
    };
  },
);
