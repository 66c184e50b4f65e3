/** An answer that is no success. It goes to whoever sent the request, so it repeats nothing of the token or the report. */
export interface UploadRefusal {
  readonly kind: "refused";
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** A word that stays the same, for programs. */
  readonly error: string;
  readonly what: string;
  readonly fix: string;
  /** Seconds after which it may work. */
  readonly retryAfter?: number;
}

export function refusal(
  status: UploadRefusal["status"],
  error: string,
  what: string,
  fix: string,
  retryAfter?: number,
): UploadRefusal {
  return { kind: "refused", status, error, what, fix, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

const again = "Nothing: send it again later, with a new token. `lanekeeper upload` does so by itself.";

export const stopping = refusal(503, "stopping", "The server is stopping.", again, 30);
export const busy = refusal(429, "busy", "So many reports are being read already.", again, 10);
export const broken = refusal(
  500,
  "broken",
  "It failed for a fault of Lanekeeper's own.",
  "Send it again later, with a new token. If it fails again, tell whoever runs the server.",
  30,
);
export const uploadsAreOff = refusal(
  404,
  "uploads-off",
  "This server takes no uploads.",
  "Whoever runs it sets PUBLIC_URL, or UPLOAD_AUDIENCE. Until then, upload an artifact.",
);
export const usedAgain = refusal(
  409,
  "token-used",
  "This token was used before; each counts once.",
  "Ask for a new token for every report.",
);

export function gitHubTrouble(message: string, retryAfter: number): UploadRefusal {
  return refusal(503, "github-unavailable", message, again, retryAfter);
}

export function tooLarge(most: number): UploadRefusal {
  const what = `The report has more than ${most} bytes.`;
  return refusal(413, "too-large", what, "Split the report, or leave generated files out of the measurement.");
}
