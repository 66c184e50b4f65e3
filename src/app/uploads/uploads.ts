import type { IncomingMessage, ServerResponse } from "node:http";
import Bottleneck from "bottleneck";
import { type ActionsToken, actionsTokenVerifier } from "../../github/actions-token.ts";
import { maxReportBytes } from "../../workers/read-reports.ts";
import type { Services } from "../services.ts";
import { answer } from "./answer.ts";
import { countUpload, type Outcome } from "./count-upload.ts";
import { type Sender, senderFinder } from "./find-sender.ts";
import { kindIn, readRequest, type UploadRequest } from "./read-request.ts";
import { receiveBody } from "./receive-body.ts";
import { broken, busy, stopping, tooLarge, type UploadRefusal, uploadsAreOff, usedAgain } from "./refusal.ts";
import { createSlots } from "./slots.ts";
import { readUpload, storeReport } from "./store-report.ts";
import { tokenRefusal } from "./token-refusals.ts";

/** So many uploads are under way, each with a file of up to `maxReportBytes`. */
const slotLimits = { most: 8, mostEach: 4 } as const;
/** So many of them are read, each by a process with a heap of its own. */
const maxReaders = 2;

type Uploads = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `PUT /api/reports/:kind`: a job of GitHub Actions sends a report itself. All of it is stored, or nothing. */
export function createUploads(services: Services, state: { readonly draining: () => boolean }): Uploads {
  const take = takerOf(services);
  return async (request, response) => {
    const outcome = state.draining() ? stopping : await attempt(services, take, request);
    countUpload(services.metrics, kindIn(request)?.name, outcome);
    if (outcome === "cut-off") return;
    answer(request, response, outcome);
  };
}

async function attempt(
  services: Services,
  take: (request: IncomingMessage) => Promise<Outcome>,
  request: IncomingMessage,
): Promise<Outcome> {
  try {
    return await take(request);
  } catch (error) {
    services.log.error({ err: error }, "an upload failed");
    return broken;
  }
}

function takerOf(services: Services): (request: IncomingMessage) => Promise<Outcome> {
  const { issuer, audience } = services.settings.uploads;
  if (audience === undefined) return async () => uploadsAreOff;
  const verify = actionsTokenVerifier({ issuer, audience, clock: services.clock });
  const findSender = senderFinder(services);
  const slots = createSlots(slotLimits);
  const readers = new Bottleneck({ maxConcurrent: maxReaders });
  return async (request) => {
    const upload = readRequest(request);
    if ("status" in upload) return refused(services, upload);
    const token = await verify(upload.token);
    if ("kind" in token) return refused(services, tokenRefusal(token, { issuer, audience }));
    const giveBack = slots.take(token.repositoryId);
    if (giveBack === undefined) return refused(services, busy, token);
    try {
      if (!(await services.spentTokens.spend(token.id, token.endsAt))) return refused(services, usedAgain, token);
      const sender = await findSender(token);
      if ("status" in sender) return refused(services, sender, token);
      return await takeBody({ services, readers, upload, token, sender }, request);
    } finally {
      giveBack();
    }
  };
}

interface Taking {
  readonly services: Services;
  readonly readers: Bottleneck;
  readonly upload: UploadRequest;
  readonly token: ActionsToken;
  readonly sender: Sender;
}

async function takeBody(taking: Taking, request: IncomingMessage): Promise<Outcome> {
  const { services, readers, upload, token, sender } = taking;
  const received = await receiveBody(request, maxReportBytes, async (file) => {
    const read = await readers.schedule(() => readUpload(file, upload));
    return read.kind === "refused" ? read : storeReport(services, upload, sender, read);
  });
  if (received.kind === "cut-off") return "cut-off";
  const outcome = received.kind === "too-large" ? tooLarge(maxReportBytes) : received.value;
  if (outcome.kind === "refused") return refused(services, outcome, token);
  const { commit, runId } = outcome;
  services.log.info(
    { repository: sender.repository.id, commit, runId, outcome: outcome.outcome },
    "a report was uploaded",
  );
  return outcome;
}

/** What a refusal says may quote the report, so that only its kind is logged. */
function refused(services: Services, why: UploadRefusal, token?: ActionsToken): UploadRefusal {
  const { status, error } = why;
  services.log.warn({ status, error, repository: token?.repositoryId, runId: token?.runId }, "an upload is refused");
  return why;
}
