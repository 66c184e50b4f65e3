import type { Readable, Writable } from "node:stream";

export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** Git may ask again, for instance after a redirect of its own or for a second connection. */
const copies = 32;

/**
 * Options that make git take credentials from its file descriptor 3 and from nowhere else. The helper is a shell
 * function of built-in commands only: it reads two lines, so that each question takes one copy, and the token is in no
 * argument list, no environment and no file.
 */
export function credentialHelper(): readonly string[] {
  const helper =
    '!f() { test "$1" = get || exit 0; IFS= read -r u <&3 && IFS= read -r p <&3 && printf "username=%s\\npassword=%s\\n" "$u" "$p"; }; f';
  return ["-c", "credential.helper=", "-c", `credential.helper=${helper}`, "-c", "credential.useHttpPath=false"];
}

/** Writes the credential into the pipe that became git's file descriptor 3. */
export function feedCredential(pipe: Readable | Writable | null | undefined, credential: Credential): void {
  if (pipe === null || pipe === undefined || !("end" in pipe)) return;
  // Git may end without having asked for all copies.
  pipe.on("error", () => undefined);
  pipe.end(`${credential.username}\n${credential.password}\n`.repeat(copies));
}
