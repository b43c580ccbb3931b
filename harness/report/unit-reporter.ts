import Mocha from 'mocha';

/**
 * Mocha's dots for people and, where `CNDJP_UNIT_RESULTS` names a file, its JSON for programs: CI counts both the
 * project's own tests and the lessons' without reading text that was meant for people.
 */
export default class UnitReporter extends Mocha.reporters.Dot {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output = process.env['CNDJP_UNIT_RESULTS'];
    if (output !== undefined && output !== '') new Mocha.reporters.JSON(runner, { ...options, reporterOption: { output } } as Mocha.MochaOptions);
  }
}
