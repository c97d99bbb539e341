/** An answer that is JSON already: what is stored is answered as it came. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
