/** What a unit's DC/DC converter does; `unknown` is a code that apis-main itself treats as an error. */
export type ConverterMode = 'wait' | 'voltageReference' | 'charge' | 'discharge' | 'unknown';

const modeByStatusCode: Record<string, ConverterMode> = {
  '0x0000': 'wait',
  '0x0014': 'voltageReference',
  '0x0041': 'charge',
  '0x0002': 'discharge',
};

/** Mode behind `dcdc.status.status`. The status code decides, because charge and discharge share one mode text. */
export function converterMode(statusCode: string): ConverterMode {
  return modeByStatusCode[statusCode.toLowerCase()] ?? 'unknown';
}

export type AlarmState = 'none' | 'light' | 'heavy' | 'unknown';

const alarmByText: Record<string, AlarmState> = { 'No alarm': 'none', 'Light alarm': 'light', 'Heavy alarm': 'heavy' };

/** Severity behind `dcdc.status.alarmState`. */
export function alarmState(text: string): AlarmState {
  return alarmByText[text] ?? 'unknown';
}
