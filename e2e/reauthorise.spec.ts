import { arriveAt, expectFailedInSage, identify } from "./steps/journey.ts";
import { linkByHttp } from "./steps/over-http.ts";
import { expectConnected } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** Sage asks an institution from time to time whether an account may go on feeding it. */

for (const reauthBankAccount of ["bankAccountId", "bankId"] as const)
  test(`a person renews the consent for an account (bankaccount=${reauthBankAccount})`, async ({
    page,
    stack,
    sage,
    company,
  }) => {
    await sage.set({ reauthBankAccount });
    const { authorisationId } = await linkByHttp(stack.app, sage, company);
    const bankAccount = await expectConnected(sage, authorisationId, company);
    await sage.setStatus(bankAccount.id, "authRequired");

    const renewal = await sage.start({ kind: "reauth", bankAccountId: bankAccount.id });
    await arriveAt(page, renewal);
    await expect(page.getByText("Step 1 of 2")).toBeVisible();
    await expect(page.getByText(/Business current account •••• 6819/)).toBeVisible();
    await identify(page, company);
    await expect(page.getByRole("heading", { level: 1, name: "Check and confirm" })).toBeVisible();
    await expect(page.getByText("Step 2 of 2")).toBeVisible();
    await page.getByRole("button", { name: "Keep connected" }).click();
    await expect(page.getByRole("heading", { name: "Bank authorised again" })).toBeVisible();

    expect((await sage.bankAccount(bankAccount.id)).status).toBe("active");
    const record = await sage.authorisation(renewal.authorisationId);
    expect(record).toMatchObject({ status: "success", accounts: [] });
    expect(record.patchCalls.map(({ answer }) => answer)).toEqual([200]);
    expect(await company.accountStatus("Business current account")).toBe("connected");
    expect(await company.status()).toBe("Linked");
  });

test("the institution asks its customer to authorise again, and waiting transactions then go on by themselves", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const { authorisationId } = await linkByHttp(stack.app, sage, company);
  const bankAccount = await expectConnected(sage, authorisationId, company);
  const accountId = (await company.accounts()).find(({ status }) => status === "connected")?.id ?? "";
  const inSage = async () => {
    const { status, transactionCount } = await sage.bankAccount(bankAccount.id);
    return { status, transactionCount };
  };
  await company.push(accountId, "first");
  await expect.poll(inSage).toEqual({ status: "active", transactionCount: 1 });

  expect(await company.reauthorization(accountId, "POST")).toBe("asked");
  await expect.poll(inSage).toEqual({ status: "authRequired", transactionCount: 1 });
  await expect.poll(() => company.reauthorization(accountId)).toBe("required");
  await company.push(accountId, "second");

  await arriveAt(page, await sage.start({ kind: "reauth", bankAccountId: bankAccount.id }));
  await identify(page, company);
  expect((await inSage()).transactionCount).toBe(1);
  await page.getByRole("button", { name: "Keep connected" }).click();
  await expect(page.getByRole("heading", { name: "Bank authorised again" })).toBeVisible();
  // Sage may have refused it once, before its user was back there.
  await expect.poll(inSage, { timeout: 30_000 }).toEqual({ status: "active", transactionCount: 2 });
  await expect.poll(() => company.reauthorization(accountId)).toBe("none");
});

test("another company's passcode renews nothing", async ({ page, stack, sage, company }) => {
  const { authorisationId } = await linkByHttp(stack.app, sage, company);
  const bankAccount = await expectConnected(sage, authorisationId, company);
  await sage.setStatus(bankAccount.id, "authRequired");
  const renewal = await sage.start({ kind: "reauth", bankAccountId: bankAccount.id });
  await arriveAt(page, renewal);
  await identify(page, stack.nextCompany());
  await expect(screenOf(page).problems).toContainText("do not work together");
  await screenOf(page).cancel.click();
  await expectFailedInSage(page);
  expect((await sage.bankAccount(bankAccount.id)).status).toBe("authRequired");
  expect(await company.accountStatus("Business current account")).toBe("connected");
});
