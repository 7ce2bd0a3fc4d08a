import { getPosition } from 'suncalc';
import { noiseAt, seedOf, smoothNoise } from './noise.ts';

/** Degrees, north and east positive. */
export type Place = { latitude: number; longitude: number };

/** Light over a place at an instant. */
export type Sky = {
  /** Degrees above the horizon. */
  sunAltitude: number;
  /** Degrees clockwise from north. */
  sunAzimuth: number;
  /** W/m² on a surface that faces the sun. */
  directW: number;
  /** W/m² from the rest of the sky, on a level surface. */
  diffuseW: number;
  /** 0 (clear) … 1 (overcast). */
  cloudiness: number;
};

/** Solar panels of one home; `tilt` from level and `azimuth` clockwise from north in degrees. */
export type Panels = { peakW: number; tilt: number; azimuth: number };

const radians = Math.PI / 180;
const hourMs = 3_600_000;

/** The sky over `place`: the sun where it really is, below clouds drawn by `seed`. */
export function skyAt(place: Place, seed: number, atMs: number): Sky {
  const { altitude, azimuth } = getPosition(new Date(atMs), place.latitude, place.longitude);
  const cloudiness = cloudinessAt(seed, atMs);
  if (altitude <= 0) return { sunAltitude: altitude, sunAzimuth: azimuth, directW: 0, diffuseW: 0, cloudiness };
  const airMass = 1 / (Math.sin(altitude * radians) + 0.15 * (altitude + 3.885) ** -1.253);
  const clearDirectW = 1353 * 0.7 ** (airMass ** 0.678);
  const levelW = clearDirectW * Math.sin(altitude * radians);
  return {
    sunAltitude: altitude,
    sunAzimuth: azimuth,
    directW: clearDirectW * (1 - cloudiness) ** 1.5,
    diffuseW: levelW * (0.12 + 0.16 * cloudiness) + 4,
    cloudiness,
  };
}

/** Power (W) that panels deliver under a sky, after wiring and charger. */
export function panelPowerW(panels: Panels, sky: Sky): number {
  if (sky.sunAltitude <= 0) return 0;
  const altitude = sky.sunAltitude * radians;
  const tilt = panels.tilt * radians;
  const turn = (sky.sunAzimuth - panels.azimuth) * radians;
  const facing = Math.sin(altitude) * Math.cos(tilt) + Math.cos(altitude) * Math.sin(tilt) * Math.cos(turn);
  const lightW = sky.directW * Math.max(0, facing) + (sky.diffuseW * (1 + Math.cos(tilt))) / 2;
  return panels.peakW * (lightW / 1000) * 0.82;
}

/** Weather of days, of hours and of single clouds; the contrast makes most days rather clear or rather grey. */
function cloudinessAt(seed: number, atMs: number): number {
  const days = smoothNoise(seedOf(seed, 'days'), atMs / (30 * hourMs));
  const hours = smoothNoise(seedOf(seed, 'hours'), atMs / (2.5 * hourMs));
  const clouds = smoothNoise(seedOf(seed, 'clouds'), atMs / (0.15 * hourMs));
  const mixed = 0.5 * days + 0.3 * hours + 0.2 * clouds;
  const contrast = Math.min(1, Math.max(0, (mixed - 0.32) / 0.4));
  return Math.min(1, contrast * (0.97 + 0.06 * noiseAt(seed, Math.floor(atMs / 60_000))));
}
