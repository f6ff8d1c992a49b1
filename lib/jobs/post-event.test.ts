import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { aReceiver } from "../../test/receiver.ts";
import { publicLookup } from "../public-address.ts";
import { eventPoster } from "./post-event.ts";

const event = (url: string) => ({
  url,
  secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  id: randomUUID(),
  body: '{"name":"é"}',
  at: new Date(),
});

test("a sent event is verified by the standard's own library, byte for byte", async () => {
  const receiver = await aReceiver();
  const sent = event(receiver.url);
  expect(await eventPoster({ publicOnly: false })(sent)).toEqual({ statusCode: 200, error: null });
  const [got] = receiver.received;
  expect(new Webhook(sent.secret).verify(got?.body ?? "", got?.headers ?? {})).toEqual({ name: "é" });
  expect(() => new Webhook(sent.secret).verify(`${got?.body} `, got?.headers ?? {})).toThrow();
});

test("a redirect is not followed, whatever it leads to", async () => {
  const [receiver, other] = [await aReceiver(), await aReceiver()];
  receiver.reply({ status: 308, location: other.url });
  expect(await eventPoster({ publicOnly: false })(event(receiver.url))).toEqual({ statusCode: 308, error: null });
  expect(other.received).toEqual([]);
});

test("a receiver that hangs, one that is away and an unknown host name are told apart", async () => {
  const receiver = await aReceiver();
  receiver.reply("hang");
  expect(await eventPoster({ publicOnly: false, timeoutMs: 50 })(event(receiver.url))).toMatchObject({
    error: "timeout",
  });
  const post = eventPoster({ publicOnly: false });
  expect(await post(event("http://127.0.0.1:1/"))).toMatchObject({ error: "connection-failed" });
});

test.each([
  "http://bank.example.com/events",
  "https://127.0.0.1/events",
  "https://[::1]/events",
  "https://169.254.169.254/latest/meta-data/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://localhost:1/",
])("in production nothing goes to %s", async (url) => {
  expect(await eventPoster({ publicOnly: true })(event(url))).toEqual({ statusCode: null, error: "address-refused" });
});

test("in production a name that resolves to a private address by the time of sending is refused", async () => {
  const receiver = await aReceiver();
  const rebound = publicLookup(((_: string, __: object, done: (error: null, all: object[]) => void) =>
    done(null, [{ address: "127.0.0.1", family: 4 }])) as never);
  const post = eventPoster({ publicOnly: true, lookup: rebound });
  expect(await post(event("https://bank.example.com/"))).toMatchObject({ error: "address-refused" });
  expect(receiver.received).toEqual([]);
});

test("a receiver that wants to speak another protocol has taken nothing, and holds nothing up", async () => {
  const receiver = await aReceiver();
  receiver.reply(101);
  expect(await eventPoster({ publicOnly: false })(event(receiver.url))).toEqual({ statusCode: 101, error: null });
});
