import { Command, CommanderError } from 'commander';
import stringWidth from 'string-width';
import { verbatim, type Language, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { WordedError } from '../text/worded-error.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

/** What a command understands, and what its help says. */
export interface CommandLine {
  /** As it is typed, such as `npm test --`. */
  name: string;
  about: Text;
  /** In the form of commander, such as `[lesson...]`; absent: it takes none. */
  argument?: { form: Text; about: Text };
  options: readonly OptionLine[];
  /** Sections of the help below the options. */
  more?: readonly HelpSection[];
}

export interface OptionLine {
  /** In the form of commander, such as `--jobs <n>`. */
  flags: string;
  about: Text;
  /** Throws {@link InvalidValue} for a value that makes no sense. */
  read?: (value: string, before: never) => unknown;
  initial?: unknown;
}

export interface HelpSection {
  heading: Text;
  /** Indented below it. */
  lines: readonly Text[];
}

/** A value of an option makes no sense; the text says what it must be, as a sentence. */
export class InvalidValue extends WordedError {}

/** `--lang`, which every command understands. */
export const languageOption = (language: Language): OptionLine => ({
  flags: '--lang <language>', about: texts.cli.lang, initial: language,
  read: (value) => {
    if (value !== 'en' && value !== 'ja') throw new InvalidValue(texts.cli.values.language);
    return value;
  },
});

/**
 * Reads a command line. `--help` gives the help in the reader's language.
 * Throws {@link EnvironmentError} for what cannot be understood.
 */
export function readCommandLine(line: CommandLine, args: readonly string[], language: Language): { help: string } | { words: string[]; options: Readonly<Record<string, unknown>> } {
  let help = '';
  const command = commandOf(line, language).configureOutput({ writeOut: (text) => { help += text; }, writeErr: () => undefined, outputError: () => undefined });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help: help.trimEnd() };
    throw usageError(line, problemOf(error));
  }
  return { words: command.args, options: command.opts() };
}

/** A command line that cannot be understood. */
export function usageError({ name }: Pick<CommandLine, 'name'>, problem: Text): EnvironmentError {
  return new EnvironmentError(texts.cli.commandLine, problem, texts.cli.seeHelp(`${name} --help`));
}

function commandOf(line: CommandLine, language: Language): Command {
  const t = texts.cli.help;
  const titles: Record<string, Text> = { 'Usage:': t.usage, 'Options:': t.options, 'Arguments:': t.arguments };
  const command = new Command(line.name)
    .description(line.about[language])
    .usage([t.optionsPlace[language], ...(line.argument === undefined ? [] : [line.argument.form[language]])].join(' '))
    .helpOption('-h, --help', t.help[language])
    .configureHelp({
      displayWidth: stringWidth,
      styleTitle: (title) => titles[title]?.[language] ?? title,
      optionDescription: ({ description, defaultValue, flags }) =>
        flags.includes('<') && defaultValue !== undefined && !Array.isArray(defaultValue) ? `${description} ${t.initially(String(defaultValue))[language]}` : description,
    })
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .exitOverride();
  if (line.argument !== undefined) command.argument(line.argument.form[language], line.argument.about[language]);
  for (const option of line.options) addOption(command, option, line, language);
  for (const { heading, lines } of line.more ?? []) command.addHelpText('after', ['', heading[language], ...lines.map((text) => `  ${text[language]}`)].join('\n'));
  return command;
}

function addOption(command: Command, { flags, about, read, initial }: OptionLine, line: CommandLine, language: Language): void {
  const reading = (value: string, before: unknown): unknown => {
    try {
      return read === undefined ? value : read(value, before as never);
    } catch (error) {
      if (error instanceof InvalidValue) throw usageError(line, texts.cli.problems.invalid(flags, value, error.text));
      throw error;
    }
  };
  if (flags.includes('<')) command.option(flags, about[language], reading, initial);
  else command.option(flags, about[language]);
}

/** Commander's own words for what it cannot understand, in both languages. */
function problemOf(error: CommanderError): Text {
  const t = texts.cli.problems;
  const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ').trim();
  const [, name = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (error.code) {
    case 'commander.unknownOption': {
      const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
      return meant === undefined ? t.unknownOption(name) : t.unknownOptionMeant(name, meant);
    }
    case 'commander.optionMissingArgument': return t.valueMissing(name);
    case 'commander.missingArgument': return t.argumentMissing(name);
    case 'commander.excessArguments': return t.tooMany;
    default: return verbatim(message);
  }
}
