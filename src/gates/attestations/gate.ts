import { defineGate } from "../../core/gate.ts";
import { gatherAttestations } from "./gather.ts";
import { judgeAttestations } from "./judge.ts";
import { AttestationSettings } from "./model.ts";
import { modulesOf } from "./policy.ts";
import { attestationRules } from "./rules.ts";
import { watchKeys } from "./watch.ts";

export const attestations = defineGate({
  id: "attestations",
  title: "Attestations",
  question:
    "Is what was built what was signed, by whom it has to be, from this very source, with a key that is not too old?",
  settings: AttestationSettings,
  rules: attestationRules,
  gather: gatherAttestations,
  judge: judgeAttestations,
  watch: (settings, sources) => watchKeys(settings.keys, purposesOf(settings), sources),
});

/** Of keys that some module has to be signed with. */
function purposesOf(settings: AttestationSettings): readonly string[] {
  return [...new Set(modulesOf(settings).flatMap(({ signer }) => signer?.keys ?? []))];
}
