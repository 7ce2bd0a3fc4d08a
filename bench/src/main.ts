import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { type AlertQualityOptions, measureAlertQuality } from './alert-quality/alert-quality.ts';
import { type Bench, runBenchmark, type Verdict } from './benchmark.ts';
import { type DemoStartOptions, measureDemoStart } from './demo-start/demo-start.ts';
import { type HistoryOptions, measureHistory } from './history/history.ts';
import { type KillOptions, measureKills } from './kill/kill.ts';
import { measurePageQuality, type PageQualityOptions } from './pages/page-quality.ts';
import { measureSampleToScreen, type SampleToScreenOptions } from './sample-to-screen/sample-to-screen.ts';
import { measureScenarioPolls, type ScenarioPollsOptions } from './scenario-polls/scenario-polls.ts';
import { measureSmoothness, type SmoothnessOptions } from './smoothness/smoothness.ts';
import { measureViewerCost, type ViewerCostOptions } from './viewer-cost/viewer-cost.ts';
import { measureWorkerKills, type WorkerKillOptions } from './worker-kill/worker-kill.ts';
import { measureWorkerLoad, type WorkerLoadOptions } from './worker-load/worker-load.ts';

// Exit codes: 0 all targets met, 1 one was missed or the measurement failed, 2 a wrong call.

const program = new Command('pnpm bench')
  .description('Measures Commonwatt. Each benchmark prints its figures, the machine, and whether its targets were met.')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command('demo-start')
  .description('how soon the demo shows a community that moves, and how much memory it takes')
  .option('--fresh', 'a fresh clone of what is committed, with everything installed from nothing', false)
  .action((options: DemoStartOptions) => run('demo-start', (bench) => measureDemoStart(bench, options)));

program
  .command('sample-to-screen')
  .description('from a sample written to the store to its being painted in a browser')
  .option('--unit-count <count>', 'units, each reporting every 5 s', wholeNumber, 1_000)
  .option('--viewer-count <count>', 'viewers, one of them a browser', wholeNumber, 50)
  .option('--seconds <count>', 'how long to measure, after a warm-up', wholeNumber, 60)
  .option('--delay-ms <ms>', 'hold back what viewers get, to see that it shows in the figures', wholeNumber, 0)
  .action((options: SampleToScreenOptions) =>
    run('sample-to-screen', (bench) => measureSampleToScreen(bench, options)),
  );

program
  .command('viewer-cost')
  .description('what the first viewer of a cluster costs the server, and what many cost')
  .option('--unit-count <count>', 'units, each reporting every 5 s', wholeNumber, 100)
  .option('--viewer-count <count>', 'viewers of the second measurement', wholeNumber, 200)
  .option('--seconds <count>', 'how long each of the two measurements takes', wholeNumber, 60)
  .action((options: ViewerCostOptions) => run('viewer-cost', (bench) => measureViewerCost(bench, options)));

program
  .command('scenario-polls')
  .description('what it takes to hand many homes their scenarios, while passwords and choices change underneath')
  .option('--home-count <count>', 'homes that poll', wholeNumber, 10_000)
  .option('--period-s <seconds>', 'how often each home polls', wholeNumber, 30)
  .option('--seconds <count>', 'how long to measure once every home is known', wholeNumber, 120)
  .option('--changes-per-s <count>', 'changes of passwords, accounts, residence and choices', wholeNumber, 3)
  .action((options: ScenarioPollsOptions) => run('scenario-polls', (bench) => measureScenarioPolls(bench, options)));

program
  .command('kill')
  .description('whether kill -9 loses anything that was acknowledged, and how soon the installation is back')
  .option('--runs <count>', 'kills, one after the other, on the same data', wholeNumber, 200)
  .action((options: KillOptions) => run('kill', (bench) => measureKills(bench, options)));

program
  .command('history')
  .description('how long answers take that look back over years: availability, sums of deals, the latest samples')
  .option('--unit-count <count>', 'units with a year of downtimes', wholeNumber, 1_000)
  .option('--downtimes-per-year <count>', 'downtimes of each', wholeNumber, 24)
  .option('--dealing-units <count>', 'units on one grid, with one year of deals and with ten', wholeNumber, 20)
  .option('--deals-per-day <count>', 'deals of each on a day', wholeNumber, 10)
  .option('--documents <count>', 'samples stored before the latest are asked for', wholeNumber, 5_000_000)
  .option('--asks <count>', 'how often each answer is asked for', wholeNumber, 40)
  .action((options: HistoryOptions) => run('history', (bench) => measureHistory(bench, options)));

program
  .command('page-quality')
  .description('what Lighthouse says of every route of the demo: performance, accessibility, best practices')
  .option('--runs <count>', 'how often each page is judged; the median counts', wholeNumber, 3)
  .option('--only <text>', 'of the routes those with this in their name', '')
  .action((options: PageQualityOptions) => run('page-quality', (bench) => measurePageQuality(bench, options)));

program
  .command('smoothness')
  .description('frames per second of a live cluster that moves, and how soon the page answers a person')
  .option('--moving-units <count>', 'units of the cluster whose frames are counted', wholeNumber, 200)
  .option('--moving-deals <count>', 'deals that go on in it', wholeNumber, 40)
  .option('--units <count>', 'units of the cluster that answers a person', wholeNumber, 500)
  .option('--rows <count>', 'units of a cluster whose table of availability does', wholeNumber, 10_000)
  .option('--seconds <count>', 'how long frames are counted', wholeNumber, 20)
  .action((options: SmoothnessOptions) => run('smoothness', (bench) => measureSmoothness(bench, options)));

program
  .command('alert-quality')
  .description('what the monitors tell of known faults: how soon, what they miss, and what they tell without one')
  .option('--seed <number>', 'the chance of an earlier run, as it was printed', wholeNumber)
  .option('--unit-years <count>', 'years of one unit without a fault, by the rules alone', wholeNumber, 300)
  .action((options: AlertQualityOptions) => run('alert-quality', (bench) => measureAlertQuality(bench, options)));

program
  .command('worker-load')
  .description('processor time, memory and rounds of one worker that looks after many units')
  .option(
    '--unit-count <count>',
    'units, each with a sample every 30 s and a line of its log every 5 s',
    wholeNumber,
    10_000,
  )
  .option('--cluster-size <count>', 'units of one cluster', wholeNumber, 500)
  .option('--seconds <count>', 'how long to measure, after a warm-up', wholeNumber, 180)
  .action((options: WorkerLoadOptions) => run('worker-load', (bench) => measureWorkerLoad(bench, options)));

program
  .command('worker-kill')
  .description('whether alerts get through, once and in order, while workers, stores and the mail server go away')
  .option('--kills <count>', 'workers killed, one after the other', wholeNumber, 10_000)
  .option('--speed <times>', 'so many times faster than time goes the clock of the workers', wholeNumber, 6)
  .action((options: WorkerKillOptions) => run('worker-kill', (bench) => measureWorkerKills(bench, options)));

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

async function run(name: string, measure: (bench: Bench) => Promise<Verdict[]>): Promise<void> {
  process.exit(await runBenchmark(name, measure));
}

if (process.argv.length <= 2) program.help();
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
