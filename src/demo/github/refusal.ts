/** An answer that is not the wanted one, in GitHub's shape. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];

  constructor(
    status: number,
    message: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly errors?: readonly FieldError[] } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? [];
  }
}

export interface FieldError {
  readonly resource: string;
  readonly code: "missing" | "missing_field" | "invalid" | "custom";
  readonly field: string;
  readonly message?: string;
}

const documentationUrl = "https://docs.github.com/rest";

export function refusalBody(refusal: Refusal): unknown {
  return {
    message: refusal.message,
    ...(refusal.errors.length === 0 ? {} : { errors: refusal.errors }),
    documentation_url: documentationUrl,
    status: String(refusal.status),
  };
}

export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

/** What GitHub says when a field is well formed but cannot be. */
export function validationFailed(error: FieldError): Refusal {
  return new Refusal(422, "Validation Failed", { errors: [error] });
}
