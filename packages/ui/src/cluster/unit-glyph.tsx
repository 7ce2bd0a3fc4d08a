import type { OperationMode } from '@commonwatt/domain/operation-mode';
import type { SceneUnit } from './scene.ts';
import styles from './unit-glyph.module.css';

/** Power (W) at which roof and side meters are full; one scale for all, so that homes compare. */
export const fullMeterW = 2_500;

const body = { x: -22.5, y: -9.5, width: 45, height: 35 };
const roof = 'M-27 -11L0 -27L27 -11';
const meter = { top: -6, height: 32, width: 3.5 };

/**
 * A unit as a house, drawn around its own middle: the body fills with the battery, the roof with solar power, the left
 * wall with AC grid, the right one with home use. Shape and words carry every state, colour only repeats it.
 */
export function UnitGlyph({ unit, scale }: { unit: SceneUnit; scale: number }) {
  const isGone = unit.status === 'silent' || unit.status === 'never';
  const isLate = unit.shown === 'late';
  const isIdle = unit.dealW === 0 && unit.status === 'ok';
  const { rsocPercent, solarW, acGridW, loadW } = unit.values;
  return (
    <g transform={`scale(${scale})`} className={isIdle ? styles.idle : undefined}>
      {unit.isGridMaster && !isGone && <Crown />}
      <rect x={-23} y={-10} width={46} height={36} rx={5} className={isGone ? styles.goneWall : styles.wall} />
      {isGone ? (
        <path d="M-6 2L6 14M6 2L-6 14" className={styles.cross} />
      ) : (
        <BatteryFill rsocPercent={rsocPercent} isLate={isLate} />
      )}
      <path d={roof} className={isGone ? styles.goneRoof : styles.roof} />
      {!isGone && <RoofFill solarW={solarW} isLate={isLate} />}
      {!isGone && <Meter x={-30.5} powerW={acGridW} className={styles.grid} isLate={isLate} />}
      {!isGone && <Meter x={27} powerW={loadW} className={styles.load} isLate={isLate} />}
      {!isGone && <ModeBadge mode={unit.modes.effective} />}
      <StatusBadge status={unit.status} />
    </g>
  );
}

function Crown() {
  return <path d="M-11 -31.5L-13.4 -43.4L-6.6 -38.4L0 -46L6.6 -38.4L13.4 -43.4L11 -31.5Z" className={styles.crown} />;
}

function BatteryFill({ rsocPercent, isLate }: { rsocPercent: number | null; isLate: boolean }) {
  const level = Math.min(100, Math.max(0, rsocPercent ?? 0));
  const height = (body.height * level) / 100;
  const top = body.y + body.height - height;
  return (
    <>
      <g className={isLate ? styles.faded : undefined}>
        <path d={fillPath(height)} className={styles.battery} />
        {rsocPercent !== null && <rect x={body.x} y={top} width={body.width} height={1.6} className={styles.level} />}
      </g>
      {isLate && <rect {...body} rx={4.5} className={styles.hatch} />}
      <text x={0} y={13} className={isLate ? styles.latePercent : styles.percent}>
        {rsocPercent === null ? '–' : Math.round(rsocPercent)}
        {rsocPercent !== null && (
          <tspan dx={1} className={styles.percentSign}>
            %
          </tspan>
        )}
      </text>
    </>
  );
}

/** The filled part of the body, with the lower corners rounded like the wall's. */
function fillPath(height: number): string {
  const bottom = body.y + body.height;
  const radius = Math.min(4.5, height);
  const right = body.x + body.width;
  return [
    `M${body.x} ${bottom - height}H${right}V${bottom - radius}`,
    `Q${right} ${bottom} ${right - radius} ${bottom}H${body.x + radius}`,
    `Q${body.x} ${bottom} ${body.x} ${bottom - radius}Z`,
  ].join('');
}

function RoofFill({ solarW, isLate }: { solarW: number | null; isLate: boolean }) {
  if (solarW === null || solarW <= 0) return null;
  const dash = `${Math.min(100, (100 * solarW) / fullMeterW)} 200`;
  return (
    <g className={isLate ? styles.faded : undefined}>
      <path d={roof} pathLength={100} strokeDasharray={dash} className={styles.solarEdge} />
      <path d={roof} pathLength={100} strokeDasharray={dash} className={styles.solar} />
    </g>
  );
}

type MeterProps = { x: number; powerW: number | null; className: string | undefined; isLate: boolean };

function Meter({ x, powerW, className, isLate }: MeterProps) {
  const { top, height, width } = meter;
  const filled = powerW === null || powerW <= 0 ? 0 : Math.min(height, Math.max(width, (height * powerW) / fullMeterW));
  return (
    <>
      <rect x={x} y={top} width={width} height={height} rx={width / 2} className={styles.track} />
      {filled > 0 && (
        <g className={isLate ? styles.faded : undefined}>
          <rect x={x} y={top + height - filled} width={width} height={filled} rx={width / 2} className={className} />
        </g>
      )}
    </>
  );
}

/** Only a mode other than Run is worth a mark. */
function ModeBadge({ mode }: { mode: OperationMode | null }) {
  if (mode === null || mode === 'autonomous') return null;
  return (
    <g transform="translate(-27 -27)">
      <circle r={8} className={styles.badge} />
      {mode === 'heteronomous' && <path d="M-2 -3V3M2 -3V3" className={styles.badgeStroke} />}
      {mode === 'stop' && <rect x={-2.6} y={-2.6} width={5.2} height={5.2} className={styles.badgeFill} />}
      {mode === 'manual' && (
        <text y={3} className={styles.badgeText}>
          M
        </text>
      )}
    </g>
  );
}

function StatusBadge({ status }: { status: SceneUnit['status'] }) {
  if (status === 'ok') return null;
  return (
    <g transform="translate(24 -24)">
      <circle r={8.5} className={styles.badgeGround} />
      {status === 'late' && (
        <>
          <circle r={6} className={styles.clock} />
          <path d="M0 -3V.4L2.4 2" className={styles.clock} />
        </>
      )}
      {status === 'alarm' && (
        <>
          <path d="M0 -6.4L7 5.6H-7Z" className={styles.alarm} />
          <path d="M0 -2.2V1.6M0 3.6V3.7" className={styles.onBadge} />
        </>
      )}
      {(status === 'silent' || status === 'never' || status === 'failure') && (
        <>
          <path
            d="M-2.7 -6.4H2.7L6.4 -2.7V2.7L2.7 6.4H-2.7L-6.4 2.7V-2.7Z"
            className={status === 'never' ? styles.unknown : styles.fail}
          />
          <path d="M0 -3V.6M0 3V3.1" className={styles.onBadge} />
        </>
      )}
    </g>
  );
}
