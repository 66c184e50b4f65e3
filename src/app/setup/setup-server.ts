import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import { contentSecurityPolicy } from "../../web/page.ts";
import { isLoopback } from "../environment.ts";
import { type Admission, createAdmission, createReturnTicket, type ReturnTicket } from "./one-time.ts";
import { problemPage } from "./setup-pages.ts";

interface SetupServerOptions<T> {
  /** 0 takes a free one. */
  readonly port: number;
  /** The first page, for a browser that may see it. `action` is where its form goes. */
  readonly ask: (state: string, redirectUrl: string) => { readonly html: string; readonly action: string };
  /** Called once, with the code that GitHub sent. */
  readonly redeem: (code: string) => Promise<T>;
  readonly done: (result: T) => string;
}

type SetupEnd<T> =
  | { readonly kind: "redeemed"; readonly result: T }
  | { readonly kind: "interrupted" }
  | { readonly kind: "timed-out" };

interface SetupServer<T> {
  /** With the secret that lets the first browser in. */
  readonly url: string;
  /** Rejects when redeeming failed. */
  readonly ended: Promise<SetupEnd<T>>;
  /** Gives up, unless a code is being redeemed already. */
  giveUp(kind: "interrupted" | "timed-out"): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const cookieName = "lanekeeper-setup";
const lingerMs = 1000;

const nothingHere: Answer = {
  status: 404,
  html: problemPage(
    "There is nothing here",
    "The address that `lanekeeper setup` prints opens once, in one browser. Run it again for a new one.",
  ),
};
const foreignHost: Answer = {
  status: 403,
  html: problemPage("Refused", "Setup answers on this machine's own addresses only, such as 127.0.0.1."),
};
const foreignReturn: Answer = {
  status: 403,
  html: problemPage("Refused", "This does not belong to the setup that runs here, or was used already."),
};
const noCode: Answer = { status: 400, html: problemPage("Refused", "GitHub's code is missing in this address.") };

/** What one setup knows. */
interface Desk<T> {
  readonly options: SetupServerOptions<T>;
  readonly origin: string;
  readonly admission: Admission;
  readonly ticket: ReturnTicket;
  readonly end: (end: SetupEnd<T>) => void;
  readonly fail: (error: unknown) => void;
}

/** A server on loopback for one browser and one registration. */
export async function startSetupServer<T>(options: SetupServerOptions<T>): Promise<SetupServer<T>> {
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<SetupEnd<T>>();
  const server = createServer();
  const origin = `http://127.0.0.1:${await listen(server, options.port)}`;
  const desk: Desk<T> = { options, origin, admission: createAdmission(), ticket: createReturnTicket(), end, fail };
  server.on("request", (request, response) => {
    answer(desk, request, response).catch(fail);
  });
  return {
    url: `${origin}/setup/${desk.admission.token}`,
    ended,
    giveUp(kind) {
      if (!desk.ticket.spent()) end({ kind });
    },
    close: () => close(server),
  };
}

async function answer<T>(desk: Desk<T>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!comesFromHere(request)) return send(response, foreignHost);
  const url = URL.parse(request.url ?? "", desk.origin);
  if (url === null || request.method !== "GET") return send(response, nothingHere);
  if (url.pathname === "/registered") return takeBack(desk, url.searchParams, response);
  const token = /^\/setup\/([\w-]+)$/.exec(url.pathname)?.[1];
  return send(response, token === undefined ? nothingHere : firstPage(desk, token, request));
}

function firstPage<T>(
  { options, origin, admission, ticket }: Desk<T>,
  token: string,
  request: IncomingMessage,
): Answer {
  if (ticket.spent() || !admission.admits(token, cookieOf(request))) return nothingHere;
  const { html, action } = options.ask(ticket.state, `${origin}/registered`);
  return { status: 200, html, headers: { ...formTo(action), "set-cookie": cookieFor(admission.session) } };
}

/** The browser comes back from GitHub. Nothing later can stop what begins here. */
async function takeBack<T>(desk: Desk<T>, query: URLSearchParams, response: ServerResponse): Promise<void> {
  const code = query.get("code") ?? "";
  if (!/^[\w-]{1,255}$/.test(code)) return send(response, noCode);
  if (!desk.ticket.spend(query.get("state") ?? "")) return send(response, foreignReturn);
  try {
    const result = await desk.options.redeem(code);
    await send(response, { status: 200, html: desk.options.done(result) });
    desk.end({ kind: "redeemed", result });
  } catch (error) {
    await send(response, { status: 502, html: failureOf(error) });
    desk.fail(error);
  }
}

/** A name that leads here but is not ours was made by somebody else's DNS, to get at this page from theirs. */
function comesFromHere(request: IncomingMessage): boolean {
  const host = URL.parse(`http://${request.headers.host ?? ""}`);
  return host !== null && isLoopback(host.hostname);
}

function send(response: ServerResponse, { status, html, headers = {} }: Answer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once("close", resolve);
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    connection: "close",
    ...headers,
  });
  response.end(html);
  return promise;
}

/** As strict as any page of ours, but for the one form. */
function formTo(action: string): Readonly<Record<string, string>> {
  const policy = contentSecurityPolicy.replace("form-action 'none'", `form-action ${new URL(action).origin}`);
  return { "content-security-policy": policy };
}

function cookieFor(session: string): string {
  return `${cookieName}=${session}; Path=/setup; HttpOnly; SameSite=Lax`;
}

function cookieOf(request: IncomingMessage): string {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === cookieName)?.[1] ?? "";
}

function failureOf(error: unknown): string {
  const text = error instanceof Fault ? error.message : "This is a mistake in Lanekeeper.";
  return problemPage("Setup failed", `${text} The terminal says the same.`);
}

function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (cause: NodeJS.ErrnoException) => {
    const why = cause.code === "EADDRINUSE" ? "another program listens there" : (cause.code ?? "unknown trouble");
    const message = `--port: cannot listen on 127.0.0.1:${port}: ${why}. Leave it out to take a free port.`;
    reject(badUsage(message, cause));
  });
  server.listen(port, "127.0.0.1", () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : port);
  });
  return promise;
}

/** The last page is on its way; whoever is slow to take it does not keep the command. */
function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), lingerMs).unref();
  return promise;
}
