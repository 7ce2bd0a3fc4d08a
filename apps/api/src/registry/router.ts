import { registryTables as tables } from '@commonwatt/database/registry/registry-tables';
import {
  choiceFields,
  clusterFields,
  communityFields,
  communitySettingFields,
  failureFields,
  monitorSettingFields,
  scenarioFields,
  unitFields,
} from '@commonwatt/domain/registry';
import { router, unlimitedStaffProcedure } from '../trpc.ts';
import { auditRouter } from './audit-router.ts';
import { batchRouter } from './batch-router.ts';
import { tableRouter } from './table-router.ts';
import { usersRouter } from './users-router.ts';

/** What staff maintain by hand. */
export const registryRouter = router({
  communities: tableRouter(tables.communities, communityFields, unlimitedStaffProcedure),
  clusters: tableRouter(tables.clusters, clusterFields),
  units: tableRouter(tables.units, unitFields),
  users: usersRouter,
  scenarios: tableRouter(tables.scenarios, scenarioFields),
  choices: tableRouter(tables.choices, choiceFields),
  monitorSettings: tableRouter(tables.monitorSettings, monitorSettingFields),
  communitySettings: tableRouter(tables.communitySettings, communitySettingFields),
  failures: tableRouter(tables.failures, failureFields),
  batch: batchRouter,
  audit: auditRouter,
});
