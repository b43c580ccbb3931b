import { isText, verbatim, type Text } from './language.ts';

/** An error whose message people read: in both languages. The Error's own message is English. */
export class WordedError extends Error {
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

/** What an error says, in both languages where it has both. */
export function messageOf(error: unknown): Text {
  if (!(error instanceof Error)) return verbatim(String(error));
  return 'text' in error && isText(error.text) ? error.text : verbatim(error.message);
}
