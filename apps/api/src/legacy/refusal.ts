/** A request that is turned away; status and text are the answer, exactly. */
export class Refusal extends Error {
  readonly statusCode: 400 | 403 | 429 | 503;

  constructor(statusCode: 400 | 403 | 429 | 503, text: string) {
    super(text);
    this.statusCode = statusCode;
  }
}
