/** The six monitors, in the order in which they have always been listed. */
export const monitorTypes = [
  'apis_main_alive',
  'apis_ccc_alive',
  'grid_master_alive',
  'apis_main_severe',
  'apis_ccc_severe',
  'apis_log_severe',
] as const;

export type MonitorType = (typeof monitorTypes)[number];

export function isMonitorType(text: string): text is MonitorType {
  return (monitorTypes as readonly string[]).includes(text);
}
