import { type Files, platformFiles } from "./platform.ts";

export const directImport = `"""Tokens of the identity service."""

from core.clock import service as clock
from candidate.memory import store as fold


def issue(user: str) -> str:
    return clock.service_of(user) + fold.store_of(user)
`;

export const chainImport = `"""Sessions of the identity service."""

from core.storage import store
from matriz.adapters import bridge


def open_session(user: str) -> str:
    return bridge.plan(store.store_of(user))
`;

export const refunds = `"""Refunds of the billing service."""

from core.clock import service as clock


def refund(key: str, paid: int, due: int) -> str:
    if paid <= due:
        return ""
    surplus = paid - due
    day = clock.service_of(key)
    return f"{key}:{surplus}:{day}"
`;

export const rankedFields = `"""Ranking by every field of a result."""

from core.text import model


def rank(fields: list[str]) -> list[str]:
    return sorted(model.model_of(one) + model.model_of(other) for one in fields for other in fields)
`;

export const packing = `"""What is left out when the lane is packed."""

from core.text import codec


def kept(text: str) -> str:
    return codec.codec_of(text)
`;

export const conflictMarkers = [
  '"""Ranking of results."""',
  "",
  "from core.text import model",
  "<<<<<<< HEAD",
  "from core.text import codec",
  "=======",
  "from core.text import report",
  ">>>>>>> claude/ranking-2",
  "",
  "",
  "def rank(text: str) -> str:",
  "    return model.model_of(text)",
  "",
].join("\n");

export function cachedLookup(packageName: string): string {
  return `"""${packageName}: lookups that are kept for a minute."""\n\nfrom core.cache import store\n\n\ndef lookup(key: str) -> str:\n    return store.store_of(key)\n`;
}

export function generatedClients(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `client_${String(index + 1).padStart(2, "0")}`);
  return Object.fromEntries(names.map((name) => [`products/assistant/${name}.py`, clientText(name)]));
}

function clientText(name: string): string {
  const methods = Array.from(
    { length: 12 },
    (_, index) =>
      `    def call_${index}(self, key: str) -> str:\n        return service.service_of(key + "${name}.${index}")\n`,
  );
  return `"""Generated."""\n\nfrom lukhas.api import service\n\n\nclass Client:\n${methods.join("\n")}`;
}

/** The configuration as someone would edit it who wants the gate out of the way. */
export function withoutLaneGuard(text: string): string {
  const [head] = text.split("  lane-guard:");
  const [, others] = text.split("  coverage:");
  return `${head ?? ""}  coverage:${others ?? ""}`;
}

export const summary = `"""Summaries."""

import labs.prompts.model


def summary(text: str) -> str:
    return labs.prompts.model.model_of(text)
`;

export const receipts = `"""Receipts of refunds."""

from lukhas.identity import audit


def receipt(key: str) -> str:
    return audit.remembered(key)
`;

export const audit = `"""Who was refunded."""

from core.storage import store


def remembered(key: str) -> str:
    return store.store_of(key)
`;

export const nightly = `"""Refunds that are settled at night."""

from core.clock import service as clock


def settle(key: str) -> str:
    return clock.service_of(key)
`;

export const ledgerPath = "lukhas/ledger/service.py";

/** The ledger's service, which asks for one thing more. Two that ask for different things cannot be merged together. */
export function ledgerBy(what: string): Files {
  const text = platformFiles()[ledgerPath] ?? "";
  const asked = text.replace("(key: str)", `(key: str, ${what}: str)`).replace("{key}", `{${what}}:{key}`);
  return { [ledgerPath]: asked };
}
