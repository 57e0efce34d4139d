/** Line icons, drawn here. Decoration: the words beside them say it all. */
const paths = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  back: 'M11 7 5 12l6 5M19 7l-6 5 6 5',
  forward: 'm13 7 6 5-6 5M5 7l6 5-6 5',
  left: 'M15 5l-7 7 7 7',
  right: 'm9 5 7 7-7 7',
  down: 'm5 9 7 7 7-7',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 4 2.8 20h18.4zM12 10v5M12 17.6v.2',
  cross: 'm6 6 12 12M18 6 6 18',
  seal: 'M12 3l7 3v5.5c0 4.4-2.9 7.8-7 9.5-4.1-1.7-7-5.1-7-9.5V6z',
  question: 'M9.2 9a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.2M12 17.3v.2',
  download: 'M12 4v11m-5-4.5 5 5 5-5M5 20h14',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20',
  key: 'M15 4a5 5 0 1 1-3.8 8.2L4 19.5V21h3v-2h2v-2h2l1.7-1.7M16 8.5v.1',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  phone:
    'M6.5 4H9l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v2.5A1.5 1.5 0 0 1 18.500 19 13.500 13.500 0 0 1 5 5.500 1.500 1.500 0 0 1 6.500 4z',
  plus: 'M12 5v14M5 12h14',
} as const;

export type IconName = keyof typeof paths;
const filled: ReadonlySet<IconName> = new Set(['play', 'pause']);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className={filled.has(name) ? 'w-icon w-icon-filled' : 'w-icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
