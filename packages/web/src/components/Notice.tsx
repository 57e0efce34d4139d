import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

const icons: Readonly<Record<'info' | 'good' | 'warning' | 'bad', IconName>> = {
  info: 'question',
  good: 'check',
  warning: 'warning',
  bad: 'cross',
};

/** A message set apart. `bad` and `warning` are spoken at once. */
export function Notice({
  look = 'info',
  title,
  children,
}: {
  look?: keyof typeof icons;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div className={`w-notice w-notice-${look}`} role={look === 'bad' || look === 'warning' ? 'alert' : 'status'}>
      <Icon name={icons[look]} />
      <div>
        {title && <p className="w-notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
