import { addIcons } from '@commonwatt/ui/icons.tsx';

/** Icons that only staff see, drawn as those that both apps have. */
const staffIcons = {
  arrow: <path d="M3.6 10h12.2M11.8 6l4 4-4 4" />,
  info: <path d="M10 3a7 7 0 1 0 .01 0M10 9.2v4.4M10 6.6v.1" />,
  live: <path d="M10 3.8a6.2 6.2 0 1 0 6.2 6.2M10 10h.1M16.2 3.8l-3.4 3.4" />,
  table: <path d="M6.8 5h10M6.8 10h10M6.8 15h10M3.2 5h.1M3.2 10h.1M3.2 15h.1" />,
  grid: <path d="M3.4 3.4h5v5h-5zM11.6 3.4h5v5h-5zM3.4 11.6h5v5h-5zM11.6 11.6h5v5h-5z" />,
  ring: <path d="M10 3.6a6.4 6.4 0 1 0 .01 0M10 2v3.2M10 14.8V18M2 10h3.2M14.8 10H18" />,
  levels: <path d="M4 16.4v-4M8 16.4V8.6M12 16.4v-6M16 16.4V3.8" />,
  chevronDown: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  zoomOut: <path d="M9 3.8a5.2 5.2 0 1 0 .01 0M13 13l3.8 3.8M6.8 9h4.4" />,
  theme: <path d="M10 3a7 7 0 1 0 .01 0M10 3v14M10 6a4 4 0 0 1 0 8" />,
  language: <path d="M10 2.8a7.2 7.2 0 1 0 .01 0M2.8 10h14.4M10 2.8c5 5 5 9.4 0 14.4M10 2.8c-5 5-5 9.4 0 14.4" />,
  fullScreen: <path d="M12 3.6h4.4V8M8 16.4H3.6V12M16.2 3.8l-5 5M3.8 16.2l5-5" />,
  availability: <path d="M3 5h5M11 5h6M3 10h9M15 10h2M3 15h3M9 15h8" />,
  monitoring: <path d="M2.5 10.5h3.3L8 4.5l3.6 11 2.3-5h3.6" />,
  registry: <path d="M3.6 3.6h5v5h-5zM11.6 3.6h5v5h-5zM3.6 11.6h5v5h-5zM14.1 11.4v5.4M11.4 14.1h5.4" />,
  download: <path d="M10 3.4v9M6.4 9 10 12.6 13.6 9M3.6 16.4h12.8" />,
  play: <path d="M6.4 4v12l9-6z" />,
  pause: <path d="M7 4.4v11.2M13 4.4v11.2" />,
  edit: <path d="M12.6 4.2 15.8 7.4 7.4 15.8l-3.8.6.6-3.8z" />,
  trash: <path d="M4 5.6h12M8 5.4V3.6h4v1.8M5.4 5.6l.8 10.8h7.6l.8-10.8" />,
  plus: <path d="M10 4v12M4 10h12" />,
  bell: <path d="M5 13.6V9a5 5 0 0 1 10 0v4.6l1.4 1.4H3.6zM8.4 17.2h3.2" />,
  wall: <path d="M2.8 4h14.4v9.6H2.8zM7 16.6h6M10 13.6v3" />,
  settings: (
    <path d="M3.4 6h8M15.2 6h1.4M3.4 14h1.4M8.6 14h8M11.4 6a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0M4.8 14a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0" />
  ),
  signOut: <path d="M8 3.6H4.4v12.8H8M8 10h8.4M13 6.6l3.4 3.4-3.4 3.4" />,
  user: <path d="M10 3.4a3.2 3.2 0 1 0 .01 0M3.8 16.6c1-3.2 3.4-4.6 6.2-4.6s5.2 1.4 6.2 4.6" />,
  search: <path d="M9 3.8a5.2 5.2 0 1 0 .01 0M13 13l3.8 3.8" />,
};

type StaffIcons = typeof staffIcons;

declare module '@commonwatt/ui/icons.tsx' {
  interface IconShapes extends StaffIcons {}
}

addIcons(staffIcons);
