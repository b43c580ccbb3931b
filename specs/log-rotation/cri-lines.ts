/** One line of a log file on a node, in the format of the Container Runtime Interface. */
export interface CriEntry {
  /** When the container runtime took it: RFC 3339 with nanoseconds. */
  stamp: string;
  stream: 'stdout' | 'stderr';
  /** P: more of the line follows. F: it ends here. */
  tag: 'P' | 'F';
  text: string;
}

/** A line as the container has printed it, put together from its parts. */
export interface PrintedLine {
  stream: CriEntry['stream'];
  text: string;
  /** The texts that the file has it in. */
  parts: readonly string[];
}

/** `2016-10-06T00:17:09.669794202Z stdout F The text`; tags after the first are left open by the format. */
export const criLine = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([PF])(?::\S*)? (.*)$/s;

/** The form in short, for people. */
export const criForm = '<time> stdout|stderr P|F <text>';

/** Reads a line; undefined when it is not of that format. */
export function parseCri(line: string): CriEntry | undefined {
  const [, stamp = '', stream, tag, text = ''] = criLine.exec(line) ?? [];
  return stream === undefined || tag === undefined ? undefined : { stamp, stream: stream as CriEntry['stream'], tag: tag as CriEntry['tag'], text };
}

/** The lines that the entries make up, each where it ends; what has no end yet is left out. */
export function printedLines(entries: readonly CriEntry[]): PrintedLine[] {
  const begun = new Map<string, string[]>();
  return entries.flatMap(({ stream, tag, text }) => {
    const parts = [...(begun.get(stream) ?? []), text];
    begun.set(stream, tag === 'P' ? parts : []);
    return tag === 'P' ? [] : [{ stream, text: parts.join(''), parts }];
  });
}
