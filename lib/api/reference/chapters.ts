export type Chapter = { id: string; title: string; text: readonly string[] };

/** The rules of every operation: the reference's opening, and the description in the OpenAPI document. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: "connecting",
    title: "How a customer connects",
    text: [
      "Create a company, then a connection with the platform key `olpr`, then the source accounts that its user may choose from. The connection's `id` is the Connection ID that people type.",
      "Connecting always starts inside Sage: the user opens Banking, presses Connect Bank, picks your institution, and types the Connection ID and a one-time password that your app asked for with *Generate a one-time password*. *Create a link token* opens a page of ours that shows both, and the way through each Sage product, inside your own web app. `redirect` and `linkUrl` lead to a page that says no more than that connecting starts in Sage.",
      "When the user has chosen an account and Sage has linked it, the account is `connected` and the connection `Linked`.",
    ],
  },
  {
    id: "contract",
    title: "Which contract this is",
    text: [
      "Paths, bodies and codes are those of the public Codat Bank Feeds API as far as it concerns Sage: a client that was written for it is pointed at this server's address. This product is not affiliated with Codat or with Sage.",
      "A property that is not set is left out of an answer; nothing is `null`. Unknown properties of a request are ignored. Amounts are JSON numbers, kept as decimals. Dates and times without an offset are UTC.",
    ],
  },
  {
    id: "key",
    title: "Your API key",
    text: [
      "Send `Authorization: Basic` and the base64 of the key alone. A colon or a line end behind the key is understood too. The key is shown once, when it is made; an institution has up to ten, and each can be revoked. Use it from your servers only.",
    ],
  },
  {
    id: "lists",
    title: "Lists",
    text: [
      "Lists of companies, connections and push operations come in pages: `page` from 1, `pageSize` from 1 to 5000, 100 unless you say otherwise. `_links` lead on and back, relative to the server's address. Without `orderBy` a list goes by creation; push operations with the newest first.",
      "`query` compares properties with `=`, `!=` and, for text, `~` (contains, in any case of letters); dates also with `>`, `<`, `>=`, `<=`. `&&` binds closer than `||`; braces group: `{name~bakery||name~café}&&tags.region=uk`. A date without a time stands for its whole day.",
      "Companies: `id`, `name`, `description`, `created`, `modifiedDate`, `lastSync`, `tags.` and a tag's name, and with `dataConnections.` before it any of a connection's; it is enough that one connection fits. Connections: `id`, `status`, `created`, `modifiedDate`, `lastSync`, `platformName`. Push operations: `pushOperationKey` or `id`, `dataConnectionKey`, `dataType`, `status`, `requestedOnUtc`, `completedOnUtc`, `modifiedDate`. `orderBy=-modifiedDate` goes for every one of these lists. The parameter `tags` names tags alone: `region = uk && owningTeam = leasing`.",
    ],
  },
  {
    id: "repeating",
    title: "Repeating a request",
    text: [
      "Send a UUID as `Idempotency-Key` with a POST or PATCH, and the request happens once: for 90 minutes a repeat is answered with the first answer, refusals included, and with `Idempotency-Replayed: true`. The answer is stored together with what the request did, so a request whose answer was lost can always be repeated. The same key with another request is answered 422; while the first is being worked on, 409. A 408, a 429 and a 5xx are not kept, and a 5xx leaves nothing behind: repeat with the same key.",
      "Without a key a repeated POST is safe but not free: a second company or connection is another one, a source account's id is taken, a one-time password replaces the one before.",
    ],
  },
  {
    id: "limits",
    title: "Limits",
    text: [
      "A day has 1000 requests for each institution and 1000 more for each of its companies with a `Linked` connection, unless your contract says otherwise; it starts at midnight UTC. An address has 1000 requests a minute. Ten requests at once work for one company.",
      "Every answer to a request with a key says `X-Rate-Limit-Limit`, `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset`. Beyond a limit the answer is 429 with `Retry-After` in seconds.",
      "A body may have 2 MB, unpacked too: gzip is taken as `Content-Encoding`. It is UTF-8 unless `Content-Type` declares another charset; bytes that are none of it are answered 400 with their place.",
    ],
  },
  {
    id: "webhooks",
    title: "What webhooks bring",
    text: [
      "An event is a POST with `{id, eventType, generatedDate, payload}`, signed as Standard Webhooks has it: verify `webhook-signature` over `webhook-id`, `webhook-timestamp` and the raw body with the webhook's secret, and refuse what is older than five minutes. The secret is in the answer that registers the webhook, and nowhere else.",
      "Answer with any 2xx within 15 seconds. Otherwise it comes again after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours. It may come twice, and in another order than things happened: `webhook-id` tells a repeat, and the API what is so now. A redirect is not followed and counts as a refusal.",
      "A webhook at which nothing has arrived for five days is disabled, with its `disabledReason`. *List a webhook's deliveries* says what came of each attempt, and *Send a delivery again* sends one more.",
      "In production an address must be https and public: what leads to a private, local or reserved address is refused at each delivery, as `address-refused`.",
    ],
  },
  {
    id: "transactions",
    title: "From a push to Sage",
    text: [
      "Once an account is `connected`, push its cleared transactions, the oldest first. All of a push is taken or none. Accepted transactions go to Sage in order, a thousand to a statement, one statement of an account at a time, and each transaction once: what was pushed before, word for word, counts as delivered.",
      "`Pending` becomes `Success` when Sage has all of it, or `Failed`; `bankTransactions.write.successful` and `.unsuccessful` tell which. When an account is disconnected, what waits has failed; connected anew, all from the new start date is sent again by itself.",
    ],
  },
  {
    id: "branding",
    title: "How your pages look",
    text: [
      "Name, logo, two accent colours, a link and words of help in each language, how many accounts are connected, and how long a password works: write them into your draft, look at the preview, publish. Every version is kept, and any can be gone back to.",
      "An accent has to stand out: 3 : 1 against the page, and its button's words 4.5 : 1. The draft's answer says each ratio and, where one is too low, the nearest colour that is not; publishing takes that one.",
      "Only the drawing of an SVG logo is kept: no script, no link, nothing from elsewhere, no mask, pattern, filter, symbol, marker or dashes. One with too many parts, or with parts that repeat each other, is refused. Only the pixels of a PNG are kept.",
    ],
  },
  {
    id: "choices",
    title: "Where the public contract is silent",
    text: [
      "A source account's id that is taken is answered 400 with `id` in `validation.errors`; in a batch its item says 409, and a batch of which nothing was created is answered 409.",
      "Any platform key but `olpr` is answered 404. A company may have several connections to Sage. A path with an id that is no UUID, or another institution's, is answered 404.",
      "An account in GBP needs a `sortCode` or `routingInfo.bankCode`, unless it is a card. A loan is kept and never offered in Sage, which takes none. Each account is answered in the shape in which it was created.",
      "A one-time password has six characters without look-alikes, works once, and dies with the next one or after five wrong tries. Letters of every language stay in a company's name; brackets and other marks fall away. A query's `~` looks past upper and lower case, `=` does not.",
      "`status` of a source account can be set to `disconnected` from any other; that ends nothing in Sage. While a connection is `Unlinked` its accounts say `disconnected`, and webhooks tell so; linked again, those that were `connected` are so again. Properties that cannot change may be repeated as they are. Numbers and codes are compared, and sent to Sage, without spaces and hyphens; a wrong IBAN, sort code or ABA number is answered 400.",
    ],
  },
];

/** The same as Markdown. */
export const chaptersAsMarkdown = () =>
  CHAPTERS.map(({ title, text }) => `## ${title}\n\n${text.join("\n\n")}`).join("\n\n");
