import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { MAX_KEYS } from "../../institution/api-key.ts";

const aKey = (name = "") => ({ id: randomUUID(), hash: randomUUID(), prefix: "cbk_abcdef", name });

describeStores("API keys", (database) => {
  test("a key speaks for its institution until it is revoked, and its use is written once a minute", async () => {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    const key = aKey("backend");
    expect(await needs.apiKeys.add(institutionId, key)).toBe("added");
    const [before] = await needs.apiKeys.keys(institutionId);
    expect(before).toMatchObject({
      id: key.id,
      name: "backend",
      prefix: "cbk_abcdef",
      lastUsedAt: null,
      revokedAt: null,
    });

    const first = needs.clock();
    expect(await needs.apiKeys.holder(key.hash)).toEqual({ institutionId, keyId: key.id, revoked: false });
    needs.passMinutes(0.5);
    await needs.apiKeys.holder(key.hash);
    expect((await needs.apiKeys.keys(institutionId))[0]?.lastUsedAt).toEqual(first);
    needs.passMinutes(0.5);
    await needs.apiKeys.holder(key.hash);
    expect((await needs.apiKeys.keys(institutionId))[0]?.lastUsedAt).toEqual(needs.clock());

    const revokedAt = needs.clock();
    expect(await needs.apiKeys.revoke(key.id)).toBe(true);
    needs.passMinutes(1);
    expect(await needs.apiKeys.revoke(key.id)).toBe(true);
    expect((await needs.apiKeys.keys(institutionId))[0]?.revokedAt).toEqual(revokedAt);
    expect(await needs.apiKeys.holder(key.hash)).toMatchObject({ revoked: true });
    expect(await needs.apiKeys.holder(randomUUID())).toBeNull();
    expect(await needs.apiKeys.revoke(randomUUID())).toBe(false);
  });

  test("an institution has ten at once, also when more are asked for at the same moment", async () => {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    const added = await Promise.all(
      Array.from({ length: MAX_KEYS + 2 }, () => needs.apiKeys.add(institutionId, aKey())),
    );
    expect(added.filter((answer) => answer === "added")).toHaveLength(MAX_KEYS);
    expect(new Set(added)).toEqual(new Set(["added", "too-many-keys"]));
    const [one] = await needs.apiKeys.keys(institutionId);
    await needs.apiKeys.revoke(one?.id ?? "");
    expect(await needs.apiKeys.add(institutionId, aKey())).toBe("added");
    expect(await needs.apiKeys.add(randomUUID(), aKey())).toBe("institution-unknown");
  });
});
