import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { maxReportBytes } from "../../workers/read-reports.ts";
import { type UploadKind, uploadKinds } from "./kinds.ts";
import { refusal, tooLarge, type UploadRefusal } from "./refusal.ts";
import { noToken } from "./token-refusals.ts";

export const uploadPath = "/api/reports/";

export interface UploadRequest {
  readonly kind: UploadKind;
  /** Which of the reports that the configuration asks for it is. */
  readonly flag: string;
  /** What the report is called in messages. */
  readonly name: string;
  readonly token: string;
}

/** Shown in messages and tables, so nothing in it may break a line. */
const Word = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
const bearer = /^Bearer +([\w.~+/=-]+)$/i;
/** What a form would send is no report. */
const contentTypes = /^(text\/[\w.+-]+|application\/(octet-stream|xml|json|[\w.-]+\+(xml|json)))\s*(;|$)/i;

/** The kind that the address names; undefined for one that is not known. */
export function kindIn({ url = "" }: Pick<IncomingMessage, "url">): UploadKind | undefined {
  const name = URL.parse(url, "http://localhost")?.pathname.slice(uploadPath.length);
  return uploadKinds.find((one) => one.name === name);
}

/** What the address and the headers alone decide, before a byte of the body is read. */
export function readRequest({ method, url = "", headers }: IncomingMessage): UploadRequest | UploadRefusal {
  const { searchParams } = new URL(url, "http://localhost");
  const kind = kindIn({ url });
  if (kind === undefined) {
    const known = uploadKinds.map((one) => uploadPath + one.name).join(", ");
    return refusal(404, "unknown-kind", "There are no reports of this kind.", `Send it to one of: ${known}`);
  }
  if (method !== "PUT") return refusal(405, "wrong-method", "Reports are sent with PUT.", "Use `lanekeeper upload`.");
  const token = bearer.exec(headers.authorization ?? "")?.[1];
  if (token === undefined) return noToken;
  const problem = bodyProblem(headers);
  if (problem !== undefined) return problem;
  const names = namesIn(searchParams, kind.name);
  return "status" in names ? names : { kind, token, ...names };
}

function bodyProblem(headers: IncomingMessage["headers"]): UploadRefusal | undefined {
  if ((headers["content-encoding"] ?? "identity") !== "identity") {
    return refusal(415, "packed", "The report is packed.", "Send it as the tool wrote it.");
  }
  const type = headers["content-type"];
  if (type !== undefined && !contentTypes.test(type)) {
    const fix = "Send the report itself as the body, with the content type application/octet-stream.";
    return refusal(415, "wrong-type", "The content type is not that of a report.", fix);
  }
  return Number(headers["content-length"] ?? 0) > maxReportBytes ? tooLarge(maxReportBytes) : undefined;
}

function namesIn(
  query: URLSearchParams,
  kind: string,
): { readonly flag: string; readonly name: string } | UploadRefusal {
  const odd = [...query.keys()].filter((key, index, all) => !isKnown(key) || all.indexOf(key) !== index);
  if (odd.length > 0) {
    return refusal(400, "bad-query", "The address has more than one `flag` and one `name`.", "Leave out the others.");
  }
  const flag = Word.safeParse(query.get("flag") ?? kind);
  const name = Word.safeParse(query.get("name") ?? "report");
  if (!flag.success || !name.success) {
    const which = flag.success ? "name" : "flag";
    const fix = "Use 1 to 200 characters without line ends and control characters.";
    return refusal(400, `bad-${which}`, `The ${which} cannot be used.`, fix);
  }
  return { flag: flag.data, name: name.data };
}

function isKnown(key: string): boolean {
  return key === "flag" || key === "name";
}
