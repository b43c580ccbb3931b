import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';

/** What tests ask of a part of a page; the types of browsers are not part of this project. */
export interface Part {
  textContent: string;
  className: string;
  open?: boolean;
  scrollIntoView?: () => void;
  hasAttribute: (name: string) => boolean;
  dispatchEvent: (event: unknown) => void;
  querySelector: (selector: string) => Part | null;
  querySelectorAll: (selector: string) => Iterable<Part>;
}

export interface OpenPage {
  document: Part;
  /** Clicks on the first part that fits. Throws where none does. */
  click: (selector: string) => void;
  /** Text of each part that fits. */
  texts: (selector: string) => string[];
}

/**
 * Opens a page in a browser without a layout, and runs its script.
 *
 * @param world what the script finds beside its document, such as `location`
 */
export function openPage(html: string, script: string, world: Record<string, unknown>): OpenPage {
  const { document, window } = parseHTML(html) as unknown as { document: Part; window: { Event: new (type: string) => unknown } };
  runInNewContext(script, { document, ...world });
  return {
    document,
    click: (selector) => {
      const part = document.querySelector(selector);
      if (part === null) throw new Error(`the page has no ${selector}`);
      part.dispatchEvent(new window.Event('click'));
    },
    texts: (selector) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent),
  };
}
